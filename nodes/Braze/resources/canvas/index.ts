import { WORKSPACE_LISTS } from '../../methods/workspaceLists';
import { getManyOf } from '../fields/workspaceList';
import type { Resource } from '../operation';
import { CANVAS } from '../trigger/kinds';
import { triggerOf } from '../trigger/operation';

/** A Canvas (a journey of several steps), entered by API trigger. */
export const canvas: Resource = {
	name: 'Canvas',
	value: 'canvas',
	operations: [getManyOf(WORKSPACE_LISTS.canvases, 'Canvases'), triggerOf(CANVAS)],
	defaultOperation: 'trigger',
};
