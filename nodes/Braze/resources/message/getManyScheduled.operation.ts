import type { IDataObject } from 'n8n-workflow';

import { listIn } from '../../api/pages';
import { readOptionalInstant } from '../../fields/instant';
import { compileLimit, listFields } from '../../fields/listFields';
import { optionsField } from '../../fields/options';
import { ItemError } from '../../model/itemError';
import { individual } from '../../runtime/individualOperation';

interface ScheduledQuery {
	until: string;
	limit: number;
}

/** Source: https://www.braze.com/docs/api/endpoints/messaging/schedule_messages/get_messages_scheduled/ */
export const getManyScheduled = individual<ScheduledQuery>({
	name: 'Get Many Scheduled',
	value: 'getManyScheduled',
	action: 'Get many scheduled broadcasts',
	description:
		'Retrieve the campaigns and Canvases that are scheduled in Braze’s dashboard, up to a day',
	properties: [
		{
			displayName: 'Until',
			name: 'until',
			type: 'dateTime',
			default: '={{ $now.plus(7, "days").toISO() }}',
			required: true,
			description:
				'The end of the period, which begins now. Braze takes midnight UTC of this day. What is scheduled by API is not in the list.',
		},
		...listFields,
		optionsField(),
	],
	permission: 'messages.schedule_broadcasts',
	prepare: (parameters) => {
		const until = parameters.perItem('until', 'Until');
		const limit = compileLimit(parameters);
		return (...item) => {
			const instant = readOptionalInstant(until(...item), 'Until', parameters.engine);
			if (instant === undefined) throw new ItemError('Until is empty. Enter the last day.');
			return { subject: { until: instant.utc, limit: limit(...item) } };
		};
	},
	perform: async ([{ until, limit }], send) => {
		const { body } = await send({
			method: 'GET',
			path: '/messages/scheduled_broadcasts',
			responseKey: 'scheduled_broadcasts',
			query: { end_time: until },
		});
		const entries = listIn(body, 'scheduled_broadcasts') as IDataObject[];
		return [entries.slice(0, limit)];
	},
});
