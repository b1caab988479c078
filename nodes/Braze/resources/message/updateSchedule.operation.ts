import { type INodeProperties } from 'n8n-workflow';

import { shownFor } from '../../fields/shown';
import type { Item } from '../../mapping/perItem';
import type { Parameters } from '../../runtime/parameters';
import { newTimeFields, updateScheduleOf } from '../scheduling/change';
import { compileSchedule } from '../scheduling/schedule';
import { compileMessages, messageFields, messageOptions } from './channels';
import { SCHEDULES } from './sending';

const changed: INodeProperties = {
	displayName: 'Change',
	name: 'changed',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'Message', value: 'message', description: 'What is sent' },
		{ name: 'Message and Time', value: 'both', description: 'What is sent, and when' },
		{ name: 'Time', value: 'time', description: 'When it is sent' },
	],
	default: 'time',
	description: 'What to change',
};

/** Source: https://www.braze.com/docs/api/endpoints/messaging/schedule_messages/post_update_scheduled_messages/ */
export const updateSchedule = updateScheduleOf(
	SCHEDULES,
	[
		changed,
		...shownFor({ changed: ['time', 'both'] }, newTimeFields),
		...shownFor({ changed: ['message', 'both'] }, messageFields(true)),
	],
	compileChange,
	messageOptions(true),
);

function compileChange(parameters: Parameters) {
	const what = parameters.once<string>('changed');
	const schedule = what === 'message' ? undefined : compileSchedule(parameters);
	const messages = what === 'time' ? undefined : compileMessages(parameters);
	return (...item: Item) => ({
		...(schedule && { schedule: schedule(...item) }),
		...(messages && { messages: messages(...item) }),
	});
}
