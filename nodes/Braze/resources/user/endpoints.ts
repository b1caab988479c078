import type { IDataObject } from 'n8n-workflow';

import { readErrors } from '../../batch/errors';
import { FIFTY_PER_REQUEST } from '../../batch/limits';
import type { Endpoint, RequestObject, ResponseErrors } from '../../batch/types';
import { were } from '../../model/wording';

/** An endpoint that takes a list of users or of changes to them. */
export function userEndpoint(path: string, extra: Partial<Endpoint> = {}): Endpoint {
	return { method: 'POST', path, limits: FIFTY_PER_REQUEST, ...extra };
}

/**
 * Reads errors, and whether the response counts fewer objects than were sent. If a single object was not
 * counted, it had no effect; of several, it is unknown which.
 *
 * @param fields the response's count for each array of the request
 */
export function countedErrors(fields: Readonly<Record<string, string>>) {
	return (body: unknown, objects: readonly RequestObject[]): ResponseErrors => {
		const { named, unnamed } = readErrors(body, objects);
		const failed = new Set(named.map(({ object }) => object));
		const low = Object.entries(fields).flatMap(([array, field]) => {
			const count = (body as IDataObject | null | undefined)?.[field];
			const sent = objects.filter((object) => object.array === array && !failed.has(object)).length;
			if (typeof count !== 'number' || count >= sent) return [];
			return [`"${field}" is ${count}, but ${sent} ${were(sent)} sent`];
		});
		return { named, unnamed: [...unnamed, ...low] };
	};
}

/** Whether a response counts everything that was sent. */
export function countsAll(
	body: unknown,
	field: string,
	objects: readonly RequestObject[],
): boolean {
	const count = (body as IDataObject | null | undefined)?.[field];
	return typeof count === 'number' && count >= objects.length;
}
