import { WORKSPACE_LISTS } from '../../api/workspaceLists';
import type { Resource } from '../../runtime/operation';
import { getManyOf } from '../workspaceList';
import { get } from './get.operation';

/** A segment of users, as the workspace defines it. */
export const segment: Resource = {
	name: 'Segment',
	value: 'segment',
	operations: [get, getManyOf(WORKSPACE_LISTS.segments, 'segments')],
	defaultOperation: 'getMany',
};
