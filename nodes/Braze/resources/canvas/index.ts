import { WORKSPACE_LISTS } from '../../api/workspaceLists';
import type { Resource } from '../../runtime/operation';
import {
	compileNewSchedule,
	deleteScheduleOf,
	newTimeFields,
	updateScheduleOf,
} from '../scheduling/change';
import { CANVAS } from '../triggering/kinds';
import { scheduleOf, triggerOf } from '../triggering/operation';
import { getManyOf } from '../workspaceList';
import { get } from './get.operation';

const SCHEDULED = { ...CANVAS.schedules, one: CANVAS.one, target: CANVAS };

/** A Canvas (a journey of several steps), entered by API trigger. */
export const canvas: Resource = {
	name: 'Canvas',
	value: 'canvas',
	operations: [
		deleteScheduleOf(SCHEDULED),
		get,
		getManyOf(WORKSPACE_LISTS.canvases, 'Canvases'),
		scheduleOf(CANVAS),
		triggerOf(CANVAS),
		updateScheduleOf(SCHEDULED, newTimeFields, compileNewSchedule),
	],
	defaultOperation: 'trigger',
};
