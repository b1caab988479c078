import type { IDataObject } from 'n8n-workflow';

import type { Content, Group, RequestObject, Stage } from '../batch/types';
import { isPlainObject } from '../model/objects';
import { isOperator } from '../model/operators';
import type { UserIdentifier } from '../model/identifier';

/** What one item changes about its user; every part is checked. */
export interface UserChange {
	item: number;
	user: UserIdentifier;
	attributes?: IDataObject;
	events: readonly IDataObject[];
	purchases: readonly IDataObject[];
}

/** How changes become objects for /users/track. */
export interface CombineSettings {
	/** Whether items of the same user become one attributes object. */
	combineItems: boolean;
	/** Whether Braze merges nested objects instead of replacing them. */
	mergeNestedObjects: boolean;
	updateExistingOnly: boolean;
}

/** Control fields of objects. */
const UPDATE_ONLY: IDataObject = { _update_existing_only: true };
const NO_FLAGS: IDataObject = {};

/** Most steps have no events: one list does for all of them. */
const NONE: readonly RequestObject[] = [];

/** All that one user gets in one stage. */
interface Step {
	/** Each item's attributes, in item order, and what they come to together. */
	contributions: Contribution[];
	combined: IDataObject;
	events: readonly RequestObject[];
	purchases: readonly RequestObject[];
}

interface Contribution {
	item: number;
	attributes: IDataObject;
}

/**
 * Turns changes into stages of objects for /users/track. In one stage each user has one attributes
 * object at most, so no two requests race for a profile; what may not be merged into it (operators,
 * or every item if `combineItems` is off) goes into the next stage. Events and purchases are never
 * merged, and follow the attributes of their item.
 */
export function combine(changes: Iterable<UserChange>, settings: CombineSettings): Stage[] {
	const users = new Map<string, { user: UserIdentifier; steps: Step[] }>();
	for (const change of changes) {
		let entry = users.get(change.user.key);
		if (entry === undefined) {
			entry = { user: change.user, steps: [newStep()] };
			users.set(change.user.key, entry);
		}
		place(entry.steps, change, settings);
	}
	const stages: Array<Array<[UserIdentifier, Step]>> = [];
	for (const { user, steps } of users.values()) {
		steps.forEach((step, stage) => (stages[stage] ??= []).push([user, step]));
	}
	const flags = flagsOf(settings);
	return stages.map((steps) => ({
		// Objects are made when their request is: all at once, they would be most of the memory.
		*[Symbol.iterator]() {
			for (const [user, step] of steps) yield toGroup(step, user, flags);
		},
	}));
}

function place(steps: Step[], change: UserChange, settings: CombineSettings): void {
	const { item, user, events, purchases } = change;
	const attributes = change.attributes ?? profileFor(change, settings);
	let step = steps[steps.length - 1];
	if (attributes !== undefined) {
		if (!isUntouched(step) && !joins(step, attributes, settings)) {
			step = newStep();
			steps.push(step);
		}
		step.combined =
			step.contributions.length === 0
				? attributes
				: merged(step.combined, attributes, settings.mergeNestedObjects);
		step.contributions.push({ item, attributes });
	}
	const flags = settings.updateExistingOnly ? UPDATE_ONLY : NO_FLAGS;
	const countingObjects = (array: string, objects: readonly IDataObject[]) =>
		objects.map((object) => counting(array, [user.fields, object, flags], item));
	if (events.length > 0) step.events = [...step.events, ...countingObjects('events', events)];
	if (purchases.length > 0) {
		step.purchases = [...step.purchases, ...countingObjects('purchases', purchases)];
	}
}

/**
 * Events and purchases never create a user with an alias, so their item brings an attributes object
 * that does. Source: /users/track, "_update_existing_only" of the event and purchase objects.
 */
function profileFor(
	{ user, events, purchases }: UserChange,
	{ updateExistingOnly }: CombineSettings,
): IDataObject | undefined {
	const needed = user.by === 'userAlias' && !updateExistingOnly;
	return needed && events.length + purchases.length > 0 ? {} : undefined;
}

function newStep(): Step {
	return { contributions: [], combined: NO_FLAGS, events: NONE, purchases: NONE };
}

function isUntouched({ contributions, events, purchases }: Step): boolean {
	return contributions.length + events.length + purchases.length === 0;
}

function counting(array: string, content: Content, item: number): RequestObject {
	return { array, content, items: [item], idempotent: false };
}

/** Whether attributes can join those before them without a different profile in the end. */
function joins(
	{ contributions, combined }: Step,
	next: IDataObject,
	{ combineItems, mergeNestedObjects }: CombineSettings,
): boolean {
	if (contributions.length === 0 || !combineItems) return false;
	if (hasOperator(combined) || hasOperator(next)) return false;
	// Tokens may be added to those that Braze holds, so two lists do not make one.
	if (combined.push_tokens !== undefined && next.push_tokens !== undefined) return false;
	return !mergeNestedObjects || mergesAlike(combined, next);
}

function hasOperator(attributes: IDataObject): boolean {
	for (const name in attributes) if (isOperator(attributes[name])) return true;
	return false;
}

/**
 * With deep merging, an object after a plain value (or null) replaces it, but would merge into what
 * Braze held before if the plain value were merged away.
 */
function mergesAlike(before: object, next: object): boolean {
	const earlier = before as Record<string, unknown>;
	return Object.entries(next).every(([key, value]) => {
		if (!Object.hasOwn(earlier, key) || !isPlainObject(value)) return true;
		return isPlainObject(earlier[key]) && mergesAlike(earlier[key], value);
	});
}

function toGroup(step: Step, user: UserIdentifier, flags: Flags): Group {
	const objects = [...step.events, ...step.purchases];
	return step.contributions.length === 0
		? objects
		: [attributesObject(step, user, flags), ...objects];
}

function attributesObject(
	{ contributions, combined }: Step,
	user: UserIdentifier,
	flags: Flags,
): RequestObject {
	const objectOf = (attributes: IDataObject, items: number[]): RequestObject => ({
		array: 'attributes',
		content: [user.fields, attributes, user.by === 'userAlias' ? flags.alias : flags.others],
		items,
		idempotent: !hasOperator(attributes),
	});
	const whole = objectOf(
		combined,
		contributions.map(({ item }) => item),
	);
	if (contributions.length === 1) return whole;
	return {
		...whole,
		parts: contributions.map(({ item, attributes }) => objectOf(attributes, [item])),
	};
}

/** Control fields of attributes objects, for users with an alias and for all others. */
interface Flags {
	alias: IDataObject;
	others: IDataObject;
}

function flagsOf({ mergeNestedObjects, updateExistingOnly }: CombineSettings): Flags {
	const merge = mergeNestedObjects ? { _merge_objects: true } : {};
	return {
		// With an alias Braze updates only, unless told otherwise.
		alias: { _update_existing_only: updateExistingOnly, ...merge },
		others: { ...(updateExistingOnly ? UPDATE_ONLY : NO_FLAGS), ...merge },
	};
}

function merged(earlier: IDataObject, later: IDataObject, deeply: boolean): IDataObject {
	const both = deeply ? mergeDeep(earlier, later) : { ...earlier, ...later };
	return withGroups(earlier, later, both);
}

/**
 * Subscription groups are a list of changes, so all of them count; for the same group the later one.
 */
function withGroups(earlier: IDataObject, later: IDataObject, both: IDataObject): IDataObject {
	const before = earlier.subscription_groups as IDataObject[] | undefined;
	const after = later.subscription_groups as IDataObject[] | undefined;
	if (!before || !after) return both;
	const groups = new Map(
		[...before, ...after].map((group) => [group.subscription_group_id, group]),
	);
	return { ...both, subscription_groups: [...groups.values()] };
}

function mergeDeep(earlier: IDataObject, later: IDataObject): IDataObject {
	const entries = new Map<string, unknown>(Object.entries(earlier));
	for (const [key, value] of Object.entries(later)) {
		const before = entries.get(key);
		entries.set(
			key,
			isPlainObject(value) && isPlainObject(before)
				? mergeDeep(before as IDataObject, value as IDataObject)
				: value,
		);
	}
	return Object.fromEntries(entries) as IDataObject;
}
