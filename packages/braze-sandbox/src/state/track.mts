import { attributesProblem, applyAttributes } from './attributes.mts';
import { eventProblem, applyEvent } from './events.mts';
import { purchaseProblem, applyPurchase } from './purchases.mts';
import { isObject } from './values.mts';
import type { Answer, Json, TrackError } from '../types.mts';
import type { Workspace } from './workspace.mts';

/** Objects in one request: in all, or for each array under older contracts (rate limits page). */
const MAX_OBJECTS = 75;

export const NOTHING_VALID =
	"Valid data must be provided in the 'attributes', 'events', or 'purchases' fields.";

/** In the order in which Braze generally processes them. */
const ARRAYS = [
	{ name: 'attributes', check: attributesProblem, apply: applyAttributes },
	{ name: 'events', check: eventProblem, apply: applyEvent },
	{ name: 'purchases', check: purchaseProblem, apply: applyPurchase },
] as const;

function listOf(body: Json, name: string): unknown[] {
	const list = body[name];
	return Array.isArray(list) ? list : [];
}

function isTooMany(body: Json, { settings }: Workspace) {
	const counts = ARRAYS.map(({ name }) => listOf(body, name).length);
	const total = counts.reduce((sum, count) => sum + count, 0);
	return settings.objectLimit === 'perArray'
		? counts.some((count) => count > MAX_OBJECTS)
		: total > MAX_OBJECTS;
}

/** Which objects of a request Braze would refuse, and why. Changes nothing. */
export function findErrors(body: Json, workspace: Workspace): TrackError[] {
	const isCode = workspace.settings.errorStyle === 'codes';
	return ARRAYS.flatMap(({ name, check }) =>
		listOf(body, name).flatMap((object, index) => {
			const problem = check(object, workspace);
			if (!problem) return [];
			return [{ type: isCode ? problem.code : problem.sentence, input_array: name, index }];
		}),
	);
}

/**
 * `POST /users/track`: checks every object, applies the good ones, answers with counts and the
 * errors of the bad ones.
 */
export function track(body: unknown, workspace: Workspace): Answer {
	if (!isObject(body)) return { status: 400, body: { message: NOTHING_VALID } };
	if (isTooMany(body, workspace)) {
		return { status: 400, body: { message: 'Max Input Length Exceeded' } };
	}
	const errors = findErrors(body, workspace);
	const bad = new Set(errors.map(({ input_array, index }) => `${input_array} ${index}`));
	const answer: Json = { message: 'success' };
	for (const { name, apply } of ARRAYS) {
		const good = listOf(body, name).filter((_, index) => !bad.has(`${name} ${index}`));
		for (const object of good) apply(object as Json, workspace);
		if (good.length > 0) answer[`${name}_processed`] = good.length;
	}
	const isNothing = Object.keys(answer).length === 1;
	if (isNothing) answer.message = NOTHING_VALID;
	if (errors.length > 0) answer.errors = errors;
	return { status: isNothing ? 400 : 201, body: answer };
}

export const ARRAY_NAMES = ARRAYS.map(({ name }) => name);
