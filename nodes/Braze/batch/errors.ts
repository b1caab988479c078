import type { RequestObject, ObjectError } from './types';

/**
 * Reads what an answer says about single objects: `errors: [{type, input_array, index}]`. A missing
 * `input_array`, or a name that was not sent (`user_identifiers` on /users/identify), means the only
 * array that was. Plain strings and indices out of range name no object and are left out.
 *
 * Source: https://www.braze.com/docs/api/endpoints/user_data/post_user_track/#responses
 */
export function readErrors(body: unknown, objects: readonly RequestObject[]): ObjectError[] {
	const errors = (body as { errors?: unknown } | undefined)?.errors;
	if (!Array.isArray(errors)) return [];
	const found: ObjectError[] = [];
	for (const error of errors as unknown[]) {
		const object = objectAt(error, objects);
		if (object !== undefined) found.push({ object, message: errorText(error) });
	}
	return found;
}

function objectAt(error: unknown, objects: readonly RequestObject[]): RequestObject | undefined {
	if (typeof error !== 'object' || error === null) return undefined;
	const { input_array: array, index } = error as { input_array?: unknown; index?: unknown };
	if (typeof index !== 'number') return undefined;
	const named = objects.filter((object) => object.array === array);
	if (named.length > 0) return named[index];
	const sent = new Set(objects.map((object) => object.array));
	return sent.size === 1 ? objects[index] : undefined;
}

/** Braze's own words for one error: an object's `type` or `message`, or a plain text. */
export function errorText(error: unknown): string {
	if (typeof error === 'string') return error;
	const { type, message } = (error ?? {}) as { type?: unknown; message?: unknown };
	if (typeof type === 'string') return type;
	return typeof message === 'string' ? message : JSON.stringify(error);
}

/** Messages that say nothing: a good one, and the catalogs' one, which leaves it to the errors. */
const EMPTY_MESSAGES: readonly unknown[] = ['', 'success', 'Invalid Request'];

/**
 * Braze's message about a whole request: `message`, else `error` (malformed JSON), else the errors.
 * Source: https://www.braze.com/docs/api/errors/
 */
export function messageOf(body: unknown): string | undefined {
	if (typeof body !== 'object' || body === null) return undefined;
	const { message, error, errors } = body as Record<string, unknown>;
	if (typeof message === 'string' && !EMPTY_MESSAGES.includes(message)) return message;
	if (typeof error === 'string' && error !== '') return error;
	if (Array.isArray(errors) && errors.length > 0) return errors.map(errorText).join('; ');
	return undefined;
}
