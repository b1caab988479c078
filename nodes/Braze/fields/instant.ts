import type { Engine } from '../mapping/engine';
import { type Instant, readInstant } from '../mapping/instants';
import { ItemError } from '../model/itemError';

/**
 * Reads an optional point in time.
 *
 * @param label the field's display name
 * @returns undefined if the item has none
 * @throws ItemError for anything that is not a date and time
 */
export function readOptionalInstant(
	value: unknown,
	label: string,
	{ timezone }: Engine,
): Instant | undefined {
	if (value === undefined || value === null) return undefined;
	if (typeof value === 'string' && value.trim() === '') return undefined;
	const instant = readInstant(value, timezone);
	if (instant === undefined) throw new ItemError(`${label} is not a date and time.`, { value });
	return instant;
}
