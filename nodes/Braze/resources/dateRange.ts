import type { INodeProperties } from 'n8n-workflow';

import { readOptionalInstant } from '../fields/instant';
import type { PerItem } from '../mapping/perItem';
import { ItemError } from '../model/itemError';
import type { Parameters } from '../runtime/parameters';

/** A range of whole days, which begin at midnight UTC. */
interface DateRange {
	start_date: string;
	end_date: string;
}

/**
 * The fields Start Date and End Date.
 *
 * @param what what happened in the range, e.g. `bounced`
 */
export function dateFields(what: string): INodeProperties[] {
	const field = (
		more: Pick<INodeProperties, 'displayName' | 'name' | 'description' | 'required'>,
	) => ({
		...more,
		type: 'dateTime' as const,
		default: '',
	});
	return [
		field({
			displayName: 'Start Date',
			name: 'startDate',
			required: true,
			description: `The first day to include, by when they ${what}. Braze counts in whole days, from midnight UTC.`,
		}),
		field({
			displayName: 'End Date',
			name: 'endDate',
			description: 'The day after the last one to include. If empty, everything until now.',
		}),
	];
}

const DAY = 86_400_000;

/** Tomorrow in UTC. The end of a range is not included, so a range up to this day misses nothing. */
function dayToCome(): string {
	return new Date(Date.now() + DAY).toISOString().slice(0, 10);
}

/**
 * Compiles {@link dateFields}. A point in time stands for its day in the workflow's time zone.
 *
 * @returns a function of the item that throws ItemError for a range that has no start or runs backwards
 */
export function compileDateRange(parameters: Parameters): PerItem<DateRange> {
	const start = parameters.perItem('startDate', 'Start Date');
	const end = parameters.perItem('endDate', 'End Date');
	const { engine } = parameters;
	return (...item) => {
		const from = readOptionalInstant(start(...item), 'Start Date', engine);
		const until = readOptionalInstant(end(...item), 'End Date', engine);
		if (from === undefined) throw new ItemError('Start Date is empty. Choose the first day.');
		const range = {
			start_date: from.clock.slice(0, 10),
			end_date: until?.clock.slice(0, 10) ?? dayToCome(),
		};
		if (range.start_date < range.end_date) return range;
		throw new ItemError(
			`Start Date (${range.start_date}) must be before End Date (${range.end_date}), which is not included.`,
		);
	};
}
