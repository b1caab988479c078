import type { IDataObject } from 'n8n-workflow';

import type { Group, RequestObject, Stage } from '../batch/types';
import { entryOf } from '../model/maps';
import { keyOf, orderingKeyOf, type User } from '../model/user';
import type { Activity } from './activities';
import { hasOperator, MergedAttributes, withGroupsOnce } from './mergeAttributes';
import { type AttributesPart, partsOf } from './nestedObjects';

/** What one item changes about its user; every part is checked. */
export interface UserChange {
	item: number;
	user: User;
	attributes?: IDataObject;
	events: readonly Activity[];
	purchases: readonly Activity[];
	/** The attributes whose nested objects Braze is to merge with what it holds; it replaces others. */
	mergedNames: ReadonlySet<string>;
	updateExistingOnly: boolean;
	/** Whether others of its attributes are, or may be, in Braze already, so those that are sent are named. */
	isRest?: boolean;
	/** When its attributes were new; only with *Skip Older Data*. */
	moment?: Moment;
}

/** How new attributes are. */
export interface Moment {
	/** In milliseconds since 1970. */
	at: number;
	/** The custom attribute that holds the moment of the user's last entry. */
	newestBy: string;
}

/** How changes become objects for /users/track. */
export interface CombineSettings {
	/** Whether items of the same user become one attributes object. */
	combineItems: boolean;
	/** The most bytes of an attributes object that items are combined into. */
	bytes: number;
}

type WithAttributes = UserChange & AttributesPart & Pick<RequestObject, 'names'>;

/** All that one user gets in one stage. */
interface Step {
	/** What its attributes come from, in item order. */
	changes: WithAttributes[];
	/** What they add up to, if there are several. */
	merged?: MergedAttributes;
	/** Whether Braze is to merge nested objects; undefined while there are none. */
	merge?: boolean;
	/** Set once there are any: most steps have none. */
	events?: RequestObject[];
	purchases?: RequestObject[];
}

/**
 * Turns changes into stages of objects for /users/track. In one stage each user has one attributes
 * object at most, so no two requests race for a profile; what may not be merged into it (operators,
 * what would become too large, or every item if `combineItems` is off) goes into the next stage.
 * Events and purchases are never merged, and follow the attributes of their item.
 *
 * An email in two spellings may be one user to Braze or two, which it does not document: its changes
 * keep their order, as for one user, and are never merged, as for two.
 */
export function combine(changes: Iterable<UserChange>, settings: CombineSettings): Stage[] {
	const users = new Map<string, Step[]>();
	for (const change of changes) {
		const key = orderingKeyOf(change.user);
		const steps = entryOf(users, key, () => [{ changes: [] }]);
		place(steps, change, settings);
	}
	const stages: Step[][] = [];
	for (const steps of users.values()) {
		steps.forEach((step, stage) => (stages[stage] ??= []).push(step));
	}
	return stages.map((steps) => ({
		// Objects are made when their request is: all at once, they would be most of the memory.
		*[Symbol.iterator]() {
			for (const step of steps) yield toGroup(step);
		},
	}));
}

function place(steps: Step[], change: UserChange, settings: CombineSettings): void {
	const attributes = change.attributes ?? profileFor(change);
	if (attributes !== undefined) {
		const parts = partsOf(withGroupsOnce(attributes), change.mergedNames);
		const isSpread = parts.length > 1 || change.isRest === true;
		for (const part of parts) placePart(steps, withPart(change, part, isSpread), settings);
	}
	const step = steps[steps.length - 1];
	// (Not by spreading: an item may have more of them than a call takes arguments.)
	for (const event of countingObjects('events', change.events, change)) {
		(step.events ??= []).push(event);
	}
	for (const purchase of countingObjects('purchases', change.purchases, change)) {
		(step.purchases ??= []).push(purchase);
	}
}

/** Most changes are one part as they are, and need no copy. */
function withPart(change: UserChange, part: AttributesPart, isSpread: boolean): WithAttributes {
	if (isSpread) return { ...change, ...part, names: Object.keys(part.attributes) };
	const isWhole = change.attributes === part.attributes && part.merge === undefined;
	return isWhole ? (change as WithAttributes) : { ...change, ...part };
}

function placePart(steps: Step[], next: WithAttributes, settings: CombineSettings): void {
	const step = steps[steps.length - 1];
	const { merge } = next;
	if (isUntouched(step)) {
		step.merge = merge;
		step.changes.push(next);
	} else if (join(step, next, settings)) step.changes.push(next);
	else steps.push({ merge, changes: [next] });
}

/**
 * Events and purchases never create a user with an alias, so their item brings an attributes object
 * that does. Source: /users/track, "_update_existing_only" of the event and purchase objects.
 */
function profileFor(change: UserChange): IDataObject | undefined {
	const { user, events, purchases, updateExistingOnly } = change;
	const needed = user.by === 'userAlias' && !updateExistingOnly;
	return needed && events.length + purchases.length > 0 ? {} : undefined;
}

function isUntouched({ changes, events, purchases }: Step): boolean {
	return changes.length === 0 && events === undefined && purchases === undefined;
}

/** Joins attributes to those before them, if that leaves the same profile in the end. */
function join(step: Step, next: WithAttributes, { combineItems, bytes: most }: CombineSettings) {
	const last = step.changes.at(-1);
	if (!combineItems || last === undefined || !areAlike(last, next)) return false;
	if (step.merge !== undefined && next.merge !== undefined && step.merge !== next.merge)
		return false;
	const merge = step.merge ?? next.merge;
	step.merged ??= new MergedAttributes(last.attributes, most);
	if (!step.merged.add(next.attributes, merge === true)) return false;
	step.merge = merge;
	return true;
}

function areAlike(one: UserChange, other: UserChange): boolean {
	return (
		one.updateExistingOnly === other.updateExistingOnly && keyOf(one.user) === keyOf(other.user)
	);
}

function toGroup({ changes, merged, merge, events = [], purchases = [] }: Step): Group {
	const activity = events.concat(purchases);
	const [first] = changes as Array<WithAttributes | undefined>;
	if (first === undefined) return activity;
	if (merged === undefined || changes.length === 1) {
		return [attributesObject(first, [first.item]), ...activity];
	}
	const items = [...new Set(changes.map(({ item }) => item))];
	const combined = { ...first, attributes: merged.toObject(), merge, names: undefined };
	const whole = attributesObject(combined, items);
	const parts = changes.map((change) => attributesObject(change, [change.item]));
	return [{ ...whole, parts }, ...activity];
}

function attributesObject(change: WithAttributes, items: number[]): RequestObject {
	return {
		array: 'attributes',
		user: change.user,
		content: change.attributes,
		flags: attributesFlags(change),
		names: change.names,
		items,
		idempotent: !hasOperator(change.attributes),
	};
}

function countingObjects(
	array: string,
	activities: readonly Activity[],
	{ item, user, updateExistingOnly }: UserChange,
): RequestObject[] {
	const flags = updateExistingOnly ? UPDATE_ONLY : NO_FLAGS;
	return activities.map(({ position, object }) => ({
		array,
		user,
		content: object,
		flags,
		position,
		items: [item],
		idempotent: false,
	}));
}

/** Control fields of objects. */
const UPDATE_ONLY: IDataObject = { _update_existing_only: true };
const CREATE: IDataObject = { _update_existing_only: false };
const NO_FLAGS: IDataObject = {};

function attributesFlags({ user, updateExistingOnly, merge }: WithAttributes): IDataObject {
	// With an alias, Braze only updates users unless the request says otherwise.
	const others = user.by === 'userAlias' ? CREATE : NO_FLAGS;
	const flags = updateExistingOnly ? UPDATE_ONLY : others;
	return merge === true ? { ...flags, _merge_objects: true } : flags;
}
