import { WORKSPACE_LISTS } from '../../api/workspaceLists';
import { getManyOf } from '../workspaceList';
import type { Resource } from '../../runtime/operation';
import { CANVAS } from '../triggering/kinds';
import { triggerOf } from '../triggering/operation';
import { get } from './get.operation';

/** A Canvas (a journey of several steps), entered by API trigger. */
export const canvas: Resource = {
	name: 'Canvas',
	value: 'canvas',
	operations: [get, getManyOf(WORKSPACE_LISTS.canvases, 'Canvases'), triggerOf(CANVAS)],
	defaultOperation: 'trigger',
};
