import { WORKSPACE_LISTS } from '../../api/workspaceLists';
import type { Resource } from '../../runtime/operation';
import {
	compileNewSchedule,
	deleteScheduleOf,
	newTimeFields,
	updateScheduleOf,
} from '../scheduling/change';
import { CAMPAIGN } from '../triggering/kinds';
import { scheduleOf, triggerOf } from '../triggering/operation';
import { getManyOf } from '../workspaceList';
import { createSendId } from './createSendId.operation';
import { get } from './get.operation';

const SCHEDULED = { ...CAMPAIGN.schedules, one: CAMPAIGN.one, target: CAMPAIGN };

/** A campaign, to be sent by API trigger. */
export const campaign: Resource = {
	name: 'Campaign',
	value: 'campaign',
	operations: [
		createSendId,
		deleteScheduleOf(SCHEDULED),
		get,
		getManyOf(WORKSPACE_LISTS.campaigns, 'campaigns'),
		scheduleOf(CAMPAIGN),
		triggerOf(CAMPAIGN),
		updateScheduleOf(SCHEDULED, newTimeFields, compileNewSchedule),
	],
	defaultOperation: 'trigger',
};
