import type { ExportedProfile } from '../api/profiles';
import { readMoment } from '../mapping/moments';
import { problemOfName, SETTABLE_ATTRIBUTES } from '../model/attributes';
import { isDateText } from '../model/dates';
import { ItemError, type Problems } from '../model/itemError';
import { isNothing } from '../model/nothing';
import { isPlainObject } from '../model/objects';
import { textOf } from '../model/text';
import { keyOf } from '../model/user';
import type { UserChange } from './combine';
import { momentIn } from './stored';
import { MINUTE, type TimedItem } from './time';

/** How an item knows how new it is. */
interface NewestBy {
	/** The custom attribute that holds the moment of the last entry. */
	name: string;
	/** The time zone of times without one. */
	timezone: string;
}

/** @throws ItemError for a name that no custom attribute can have */
export function checkNewestBy(name: string): void {
	const problem = SETTABLE_ATTRIBUTES.has(name)
		? 'is one of Braze’s own attributes. Enter the name of a custom attribute, which may be new.'
		: problemOfName(name);
	if (problem !== undefined) throw new ItemError(`Skip Older Data: attribute "${name}" ${problem}`);
}

/**
 * When an item's data was new, in milliseconds since 1970: what is mapped to the attribute, else the
 * item's timestamp, else now. It cannot be later than now: then nothing would ever be newer.
 *
 * @param mapped what is mapped to the attribute
 * @param problems collects remarks on a time that is not used
 */
export function momentOfItem(
	mapped: unknown,
	{ json, now }: Pick<TimedItem, 'json' | 'now'>,
	{ name, timezone }: NewestBy,
	problems: Problems,
): number {
	const latest = Date.parse(now);
	for (const value of [mapped, json.timestamp]) {
		if (isNothing(value)) continue;
		const moment = readMoment(value, timezone);
		if (moment !== undefined) {
			const at = momentIn(moment.text);
			if (at <= latest + MINUTE) return at;
			tell('is in the future', value, name, problems);
			return latest;
		}
		tell('is not a date and time that can be read in one way only', value, name, problems);
	}
	return latest;
}

function tell(what: string, value: unknown, name: string, problems: Problems): void {
	problems.remark(
		name,
		`Skip Older Data: the moment of the item ${what}, so another was taken for it: its timestamp, or the time of this run.`,
		value,
	);
}

/** The changes without what is older than what Braze has. */
interface Newest {
	/** The older first, so that of several items of one user the newest wins. */
	changes: UserChange[];
	/** What to say about items whose attributes are not sent. */
	stale: Map<number, string>;
	/** What else to say, by item. */
	warnings: Map<number, string>;
}

/**
 * Leaves out the attributes of items that are older than what Braze has. Increments, events and purchases
 * only add up, and stay.
 *
 * @param profiles by the user's key; a user who is not there has nothing newer
 */
export function dropStale(
	changes: readonly UserChange[],
	profiles: ReadonlyMap<string, ExportedProfile>,
): Newest {
	const stale: Newest['stale'] = new Map();
	const warnings: Newest['warnings'] = new Map();
	const left = changes.map((change) => {
		const { item, user, moment, attributes } = change;
		if (attributes === undefined || moment === undefined) return change;
		const { at, newestBy: name } = moment;
		const held = profiles.get(keyOf(user))?.custom_attributes?.[name];
		if (isNothing(held)) return change;
		const newest = typeof held === 'string' && isDateText(held) ? momentIn(held) : NaN;
		if (Number.isNaN(newest)) {
			warnings.set(
				item,
				`Skip Older Data: the user's attribute "${name}" is not a date and time in Braze, so it is unknown whether Braze has newer data. The attributes were sent.`,
			);
		}
		if (!(at < newest)) return change;
		stale.set(
			item,
			`Stale: the attributes are of ${new Date(at).toISOString()}, and Braze has newer ones (${name}: ${textOf(held)}). They were not sent.`,
		);
		const counted = Object.entries(attributes).filter(([, value]) => isIncrement(value));
		const rest = counted.length > 0 ? Object.fromEntries(counted) : undefined;
		return { ...change, attributes: rest };
	});
	return { changes: olderFirst(left), stale, warnings };
}

/** The dated changes by their moments, in the places of dated ones: what has no moment keeps its place. */
function olderFirst(changes: readonly UserChange[]): UserChange[] {
	const dated = changes
		.filter(({ moment }) => moment !== undefined)
		.sort((a, b) => (a.moment?.at ?? 0) - (b.moment?.at ?? 0))
		.values();
	return changes.map((change) =>
		change.moment === undefined ? change : (dated.next().value ?? change),
	);
}

function isIncrement(value: unknown): boolean {
	return isPlainObject(value) && Object.keys(value).join() === 'inc';
}
