import { errorText } from '../api/message';
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
