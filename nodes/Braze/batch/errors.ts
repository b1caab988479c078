import { errorText } from '../api/message';
import { groupBy } from '../model/maps';
import { few } from '../model/wording';
import type { RequestObject, ResponseErrors } from './types';

/**
 * Reads the errors in a response: `errors: [{type, input_array, index}]`. If `input_array` is missing, or
 * names an array that was not sent (`user_identifiers` on /users/identify), the only array that was sent is
 * meant. Plain strings and indices out of range do not name an object.
 *
 * Source: https://www.braze.com/docs/api/endpoints/user_data/post_user_track/#responses
 */
export function readErrors(body: unknown, objects: readonly RequestObject[]): ResponseErrors {
	const found: ResponseErrors = { named: [], unnamed: [] };
	const arrays = groupBy(objects, ({ array }) => array);
	for (const error of errorsIn(body)) {
		const object = objectAt(error, arrays);
		const message = errorText(error);
		if (object === undefined) found.unnamed.push(message);
		else found.named.push({ object, message });
	}
	return found;
}

/** The entries of a response's `errors`; anything there that is not a list counts as one entry. */
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

/** The `message` of successful requests, in lower case. Sources: the endpoints' pages, errors page */
const GOOD: ReadonlySet<string> = new Set(['', 'success', 'queued']);

/** The complaint in a response's `message`, although Braze took the request; undefined if there is none. */
export function complaintOf(body: unknown): string | undefined {
	const message = (body as { message?: unknown } | null | undefined)?.message;
	if (typeof message !== 'string' || GOOD.has(message.trim().toLowerCase())) return undefined;
	return message;
}

/** Everything that a response complains about, for a request without objects. */
export function complaintsIn(body: unknown): string[] {
	const complaint = complaintOf(body);
	return [...(complaint === undefined ? [] : [complaint]), ...errorsIn(body).map(errorText)];
}

/** How many complaints about one request are quoted; a misbehaving server may send thousands. */
const NAMED_COMPLAINTS = 10;

/** Complaints as they are reported: without repeats, the first few, and how many more there are. */
export function fewComplaints(complaints: readonly string[]): string[] {
	return few([...new Set(complaints)], NAMED_COMPLAINTS);
}
