import type { BrazeResponse, Json, TrackError } from '../types.mts';
import { applyAttributes, attributesProblems } from './attributes.mts';
import { applyEvent, eventProblems } from './events.mts';
import type { Problem } from './problems.mts';
import { applyPurchase, purchaseProblems } from './purchases.mts';
import { isObject } from './values.mts';
import type { Workspace } from './workspace.mts';

export const NOTHING_VALID =
	"Valid data must be provided in the 'attributes', 'events', or 'purchases' fields.";

/** braze(track): objects of a request are generally processed in the order attributes, events,
 *   purchases. */
const ARRAYS = [
	{ name: 'attributes', check: attributesProblems, apply: applyAttributes },
	{ name: 'events', check: eventProblems, apply: applyEvent },
	{ name: 'purchases', check: purchaseProblems, apply: applyPurchase },
] as const;

function listOf(body: Json, name: string): unknown[] {
	const list = body[name];
	return Array.isArray(list) ? list : [];
}

/** braze(limits): 75 objects in all, or for each array under older contracts. */
function isTooMany(body: Json, { settings }: Workspace) {
	const counts = ARRAYS.map(({ name }) => listOf(body, name).length);
	const total = counts.reduce((sum, count) => sum + count, 0);
	const { maxObjects, objectLimit } = settings;
	return objectLimit === 'perArray'
		? counts.some((count) => count > maxObjects)
		: total > maxObjects;
}

/** What is wrong with one object: the first thing, or everything. */
function problemsOf(found: Generator<Problem>, { settings }: Workspace): Problem[] {
	const all = [...found];
	if (settings.errorsPerObject === 'all') return all;
	const first = all.find(({ isWarning }) => !isWarning) ?? all.at(0);
	return first ? [first] : [];
}

type FoundError = TrackError & { isWarning: boolean; isDropped: boolean };

/** What Braze says about the objects of a request. Changes nothing. */
export function findErrors(body: Json, workspace: Workspace): FoundError[] {
	const isCode = workspace.settings.errorStyle === 'codes';
	return ARRAYS.flatMap(({ name, check }) =>
		listOf(body, name).flatMap((object, index) =>
			problemsOf(check(object, workspace), workspace).map((problem) => ({
				type: isCode ? problem.code : problem.sentence,
				input_array: name,
				index,
				isWarning: problem.isWarning === true,
				isDropped: problem.isDropped === true,
			})),
		),
	);
}

/** Whom an object is about, as a text that no other user has. */
function identifierOf({
	external_id: id,
	user_alias: alias,
	braze_id: brazeId,
	email,
	phone,
}: Json) {
	return JSON.stringify([id, alias, brazeId, (id ?? alias ?? brazeId) ? null : (email ?? phone)]);
}

/** What `attributes_processed` counts of the objects that are taken, see the setting. */
function countAttributes(objects: Json[], { settings }: Workspace): number {
	if (settings.attributesProcessed === 'objects') return objects.length;
	if (settings.attributesProcessed === 'users') return new Set(objects.map(identifierOf)).size;
	const ids = objects.map(({ external_id: id }) => id).filter((id) => id !== undefined);
	return new Set(ids).size;
}

/** Indexes of the events that are dropped although their request is a success. */
function droppedEvents(found: FoundError[]): Set<number> {
	const ofEvents = found.filter(({ input_array: array }) => array === 'events');
	const dropped = new Set(ofEvents.filter((one) => one.isDropped).map(({ index }) => index));
	for (const { index, isDropped, isWarning } of ofEvents) {
		if (!isDropped && !isWarning) dropped.delete(index);
	}
	return dropped;
}

/** An error as the response has it. */
export const shownError = ({ type, input_array, index }: FoundError): TrackError => ({
	type,
	input_array,
	index,
});

/**
 * `POST /users/track`: checks every object, queues the good ones, responds with counts and the
 * errors of the bad ones.
 *
 * braze(track): good objects of a request are taken although others are bad; a count appears if its
 *   array had good objects; nothing good is a 400.
 */
export function track(body: unknown, workspace: Workspace): BrazeResponse {
	if (!isObject(body)) return { status: 400, body: { message: NOTHING_VALID } };
	if (isTooMany(body, workspace)) {
		return { status: 400, body: { message: 'Max Input Length Exceeded' } };
	}
	const found = findErrors(body, workspace);
	const bad = new Set(
		found
			.filter(({ isWarning }) => !isWarning)
			.map(({ input_array, index }) => `${input_array} ${index}`),
	);
	const good = ARRAYS.map(({ name, apply }) => ({
		name,
		apply,
		objects: listOf(body, name).filter((_, index) => !bad.has(`${name} ${index}`)) as Json[],
	}));
	const dropped = droppedEvents(found);
	const isNothing = dropped.size === 0 && good.every(({ objects }) => objects.length === 0);
	const counted = (name: string, objects: Json[]): number => {
		if (name === 'attributes') return countAttributes(objects, workspace);
		const isCounted = workspace.settings.ecommerceErrors === 'dropCounted';
		return objects.length + (name === 'events' && isCounted ? dropped.size : 0);
	};
	const counts = good
		.map(({ name, objects }) => [`${name}_processed`, counted(name, objects), objects.length])
		.filter(([, count, taken]) => Number(count) + Number(taken) > 0)
		.map(([key, count]) => [key, count]);
	const errors = found.map(shownError);
	return {
		status: isNothing ? 400 : 201,
		body: {
			message: isNothing ? NOTHING_VALID : 'success',
			...(Object.fromEntries(counts) as Json),
			...(errors.length > 0 && { errors }),
		},
		apply: () => {
			for (const { objects, apply } of good) {
				for (const object of objects) apply(object, workspace);
			}
		},
	};
}

export const ARRAY_NAMES = ARRAYS.map(({ name }) => name);
