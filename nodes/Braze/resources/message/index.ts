import type { Resource } from '../../runtime/operation';
import { deleteScheduleOf } from '../scheduling/change';
import { getManyScheduled } from './getManyScheduled.operation';
import { schedule } from './schedule.operation';
import { send } from './send.operation';
import { SCHEDULES } from './sending';
import { updateSchedule } from './updateSchedule.operation';

/** A message that stands in the request itself, without a campaign. */
export const message: Resource = {
	name: 'Message',
	value: 'message',
	operations: [deleteScheduleOf(SCHEDULES), getManyScheduled, schedule, send, updateSchedule],
	defaultOperation: 'send',
};
