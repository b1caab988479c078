import type { IDataObject } from 'n8n-workflow';

import type { Earlier, Place } from '../batch/types';
import { ItemError } from '../model/itemError';
import { isUnset } from '../model/nothing';
import { isPlainObject } from '../model/objects';
import type { Activity } from './activities';
import type { UserChange } from './combine';
import { hasOperator } from './mergeAttributes';

/** Parts of an item: all attributes or those with certain names; events and purchases by position. */
interface Parts {
	attributes: boolean | ReadonlySet<string>;
	events: ReadonlySet<number>;
	purchases: ReadonlySet<number>;
}

/** What Braze has of an item according to an earlier outcome, and what it may have. */
interface Taken {
	known: Parts;
	unknown: Parts;
}

/** What is left to send of an item, and what is not sent. */
interface Missing {
	change: UserChange;
	earlier: Earlier;
}

/**
 * Reads an item's own `braze.taken`, as an earlier Track User wrote it, or as JSON text, as a table may
 * hold it.
 *
 * @returns undefined if there is none: Braze has nothing of the item, or it was never sent
 * @throws ItemError if it cannot be read, since sending the whole item might count it twice
 */
export function readTaken(json: IDataObject): Taken | undefined {
	const outcome = parsed(json.braze, 'braze');
	// A list comes from several items that became one: which outcome is whose is lost.
	if (Array.isArray(outcome) && outcome.some(hasTaken)) throw unreadable('braze', outcome);
	const taken = isPlainObject(outcome) ? parsed(outcome.taken, 'braze.taken') : undefined;
	if (isUnset(taken)) return undefined;
	if (!isPlainObject(taken)) throw unreadable('braze.taken', taken);
	const { unknown } = taken;
	if (!isUnset(unknown) && !isPlainObject(unknown)) {
		throw unreadable('braze.taken.unknown', unknown);
	}
	return {
		known: partsIn(taken, 'braze.taken'),
		unknown: partsIn(isPlainObject(unknown) ? unknown : {}, 'braze.taken.unknown'),
	};
}

/** Everything that Braze has or may have, for an item of which nothing is sent now. */
export function earlierOf({ known, unknown }: Taken): Earlier {
	return { taken: placesOf(known), unknown: placesOf(unknown) };
}

/**
 * Leaves out what Braze already has.
 *
 * @param resendUnknown whether to resend what Braze may have and would count twice; everything else that
 *   Braze may have is always resent
 */
export function missingOf(
	change: UserChange,
	{ known, unknown }: Taken,
	resendUnknown: boolean,
): Missing {
	const withheld: Parts = resendUnknown
		? { attributes: false, events: new Set(), purchases: new Set() }
		: { ...unknown, attributes: countingNames(change.attributes, known, unknown) };
	const isMissing = (kind: 'events' | 'purchases') => (activity: Activity) =>
		!known[kind].has(activity.position) && !withheld[kind].has(activity.position);
	const all = Object.entries(change.attributes ?? {});
	const entries = all.filter(([name]) => !holds(known, name) && !holds(withheld, name));
	// An object that sets nothing may still create the user.
	const isBare = change.attributes !== undefined && all.length === 0;
	const isSent = entries.length > 0 || (isBare && known.attributes !== true);
	return {
		change: {
			...change,
			attributes: isSent ? Object.fromEntries(entries) : undefined,
			events: change.events.filter(isMissing('events')),
			purchases: change.purchases.filter(isMissing('purchases')),
			isRest: entries.length < all.length,
		},
		earlier: { taken: placesOf(known), unknown: placesOf(withheld) },
	};
}

/** Attributes that Braze may have, and that would count twice. */
function countingNames(attributes: IDataObject = {}, known: Parts, unknown: Parts): Set<string> {
	const names = Object.keys(attributes).filter(
		(name) =>
			holds(unknown, name) && !holds(known, name) && hasOperator({ [name]: attributes[name] }),
	);
	return new Set(names);
}

function holds({ attributes }: Parts, name: string): boolean {
	return typeof attributes === 'boolean' ? attributes : attributes.has(name);
}

function placesOf({ attributes, events, purchases }: Parts): Place[] {
	const places: Place[] = [];
	if (attributes === true) places.push({ array: 'attributes' });
	else if (attributes !== false && attributes.size > 0) {
		places.push({ array: 'attributes', names: [...attributes] });
	}
	for (const position of events) places.push({ array: 'events', position });
	for (const position of purchases) places.push({ array: 'purchases', position });
	return places;
}

function partsIn({ attributes, events, purchases }: Record<string, unknown>, field: string): Parts {
	return {
		attributes: readAttributes(attributes, `${field}.attributes`),
		events: readPositions(events, `${field}.events`),
		purchases: readPositions(purchases, `${field}.purchases`),
	};
}

function readAttributes(value: unknown, field: string): Parts['attributes'] {
	if (isUnset(value)) return false;
	if (typeof value === 'boolean') return value;
	if (!Array.isArray(value) || value.some((name) => typeof name !== 'string')) {
		throw unreadable(field, value);
	}
	return new Set(value as string[]);
}

function readPositions(value: unknown, field: string): Set<number> {
	if (isUnset(value)) return new Set();
	if (!Array.isArray(value) || value.some((position) => !Number.isInteger(position))) {
		throw unreadable(field, value);
	}
	return new Set(value as number[]);
}

/** JSON text of an object or a list, also encoded twice. */
const ENCODED = /^\s*(?:[{[]|"\s*[{[][^]*"\s*$)/;

/** An object, or one as JSON text; any other text did not come from this node. */
function parsed(value: unknown, field: string): unknown {
	if (typeof value !== 'string' || !ENCODED.test(value)) return value;
	try {
		// (Text that was made JSON once more is a text in quotes.)
		return parsed(JSON.parse(value), field);
	} catch {
		throw unreadable(field, value);
	}
}

function hasTaken(outcome: unknown): boolean {
	return isPlainObject(outcome) && !isUnset(outcome.taken);
}

function unreadable(field: string, value: unknown): ItemError {
	return new ItemError(
		`The item’s field ${field} does not say what Braze has of the item, so nothing was sent: it might count twice. It must be as an earlier Track User put it there; empty it to send the whole item.`,
		{ value },
	);
}
