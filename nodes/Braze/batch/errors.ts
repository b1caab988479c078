import { errorText } from '../api/message';
import { few } from '../model/few';
import { groupBy } from '../model/maps';
import type { AnswerErrors, RequestObject } from './types';

/**
 * Reads what an answer says about single objects: `errors: [{type, input_array, index}]`. A missing
 * `input_array`, or a name that was not sent (`user_identifiers` on /users/identify), means the only
 * array that was. Plain strings and indices out of range name no object.
 *
 * Source: https://www.braze.com/docs/api/endpoints/user_data/post_user_track/#responses
 */
export function readErrors(body: unknown, objects: readonly RequestObject[]): AnswerErrors {
	const found: AnswerErrors = { named: [], unnamed: [] };
	const arrays = groupBy(objects, ({ array }) => array);
	for (const error of errorsIn(body)) {
		const object = objectAt(error, arrays);
		const message = errorText(error);
		if (object === undefined) found.unnamed.push(message);
		else found.named.push({ object, message });
	}
	return found;
}

/** The entries of an answer's `errors`; what is there and no list is one. */
export function errorsIn(body: unknown): readonly unknown[] {
	const errors = (body as { errors?: unknown } | null | undefined)?.errors;
	if (Array.isArray(errors)) return errors;
	const isObject = typeof errors === 'object' && errors !== null;
	const says = isObject ? Object.keys(errors).length > 0 : Boolean(errors);
	return says ? [errors] : [];
}

function objectAt(
	error: unknown,
	arrays: ReadonlyMap<unknown, readonly RequestObject[]>,
): RequestObject | undefined {
	if (typeof error !== 'object' || error === null) return undefined;
	const { input_array: array, index } = error as { input_array?: unknown; index?: unknown };
	if (typeof index !== 'number') return undefined;
	const [only, ...others] = arrays.values();
	const named = arrays.get(array) ?? (others.length === 0 ? only : undefined);
	return named?.[index];
}

/** Messages of requests that were taken, in lower case. Sources: the endpoints' pages, errors page */
const GOOD: ReadonlySet<string> = new Set(['', 'success', 'queued']);

/** What the message of an answer complains about, although Braze took the request; else nothing. */
export function complaintOf(body: unknown): string | undefined {
	const message = (body as { message?: unknown } | null | undefined)?.message;
	if (typeof message !== 'string' || GOOD.has(message.trim().toLowerCase())) return undefined;
	return message;
}

/** All that an answer complains about, for a request that holds no objects. */
export function complaintsIn(body: unknown): string[] {
	const complaint = complaintOf(body);
	return [...(complaint === undefined ? [] : [complaint]), ...errorsIn(body).map(errorText)];
}

/** Complaints about one request that are named; a strange server may send thousands. */
const NAMED_COMPLAINTS = 10;

/** Complaints as they are told: each once, the first ones, and how many others there are. */
export function fewComplaints(complaints: readonly string[]): string[] {
	return few([...new Set(complaints)], NAMED_COMPLAINTS);
}
