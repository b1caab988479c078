import type { Engine } from '../mapping/engine';
import { type Instant, readInstant } from '../mapping/moments';
import { ItemError } from '../model/itemError';
import { isNothing } from '../model/nothing';

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
	if (isNothing(value)) return undefined;
	const instant = readInstant(value, timezone);
	if (instant === undefined) throw new ItemError(`${label} is not a date and time.`, { value });
	return instant;
}
