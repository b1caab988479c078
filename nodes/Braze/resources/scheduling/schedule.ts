import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { FIFTY_PER_REQUEST } from '../../batch/limits';
import type { Limits } from '../../batch/types';
import { readOptionalInstant } from '../../fields/instant';
import { readChoice } from '../../fields/text';
import type { PerItem } from '../../mapping/perItem';
import { ItemError } from '../../model/itemError';
import type { Parameters } from '../../runtime/parameters';

const WAYS = ['once', 'local', 'optimal'] as const;

/** When something is sent. Source: https://www.braze.com/docs/api/objects_filters/schedule_object/ */
export const scheduleFields: INodeProperties[] = [
	{
		displayName: 'Send At',
		name: 'sendAt',
		type: 'dateTime',
		default: '',
		required: true,
		placeholder: 'e.g. 2027-05-24T18:30:00',
		description:
			'When to send it. A time without a time zone is in that of the workflow; any form that can be read in one way only is accepted.',
	},
	{
		displayName: 'Timing',
		name: 'scheduleType',
		type: 'options',
		options: [
			{
				name: 'Same Moment for Everyone',
				value: 'once',
				description: 'All users get it at that moment',
			},
			{
				name: 'Each User’s Time Zone',
				value: 'local',
				description: 'Each user gets it when their clock shows that time',
			},
			{
				name: 'Each User’s Optimal Time',
				value: 'optimal',
				description:
					'Each user gets it on that day, at the time when they are most likely to engage. The time of day is ignored.',
			},
		],
		default: 'once',
		description: 'Whether all users get it at the same moment, or each at a time of their own',
	},
];

/** Milliseconds by which the last time zone is behind UTC: a day is over everywhere only after these. */
const LAST_ZONE = 12 * 3_600_000;

/**
 * Compiles when an item is sent, in Braze's format: a moment in UTC, or a local time of each user.
 *
 * @returns a function of the item that throws ItemError for a time that is missing or has passed
 */
export function compileSchedule(parameters: Parameters): PerItem<IDataObject> {
	const sendAt = parameters.perItem('sendAt', 'Send At');
	const scheduleType = parameters.perItem('scheduleType');
	const { engine } = parameters;
	return (...item) => {
		const value = sendAt(...item);
		const instant = readOptionalInstant(value, 'Send At', engine);
		if (instant === undefined) throw new ItemError('Send At is empty. Enter when to send it.');
		const way = readChoice(scheduleType, 'Timing', WAYS, item);
		const { utc, clock } = instant;
		const last = {
			once: Date.parse(utc),
			local: Date.parse(`${clock}Z`) + LAST_ZONE,
			optimal: Date.parse(`${clock.slice(0, 10)}T23:59:59Z`) + LAST_ZONE,
		}[way];
		if (last < Date.now()) throw new ItemError('Send At has passed.', { value });
		if (way === 'once') return { time: utc };
		return { time: clock, [way === 'local' ? 'in_local_time' : 'at_optimal_time']: true };
	};
}

/** Whether the users of a request share one schedule. */
export const scheduleTogether: INodeProperties = {
	displayName: 'Share Schedules',
	name: 'shareSchedules',
	type: 'boolean',
	noDataExpression: true,
	default: false,
	description:
		'Whether to schedule up to 50 users in a request, which is faster. They then share one schedule ID: changing or canceling it applies to all of them.',
};

/** How many users one scheduling request may hold. */
export function limitsOfSchedule({ shareSchedules }: IDataObject): Limits {
	return shareSchedules === true ? FIFTY_PER_REQUEST : { ...FIFTY_PER_REQUEST, objects: 1 };
}
