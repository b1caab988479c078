import { WORKSPACE_LISTS } from '../../api/workspaceLists';
import type { Resource } from '../../runtime/operation';
import { getManyOf } from '../workspaceList';
import { get } from './get.operation';
import { getUrl } from './getUrl.operation';

/** A page on which users choose what they get. */
export const preferenceCenter: Resource = {
	name: 'Preference Center',
	value: 'preferenceCenter',
	operations: [get, getManyOf(WORKSPACE_LISTS.preferenceCenters, 'preference centers'), getUrl],
	defaultOperation: 'getUrl',
};
