import type { IDataObject } from 'n8n-workflow';

import { readErrors } from '../../batch/errors';
import type { AnswerErrors, RequestObject } from '../../batch/types';

/**
 * Reads errors, and whether the answer counts fewer than were sent: of a single one that was not counted
 * nothing came; of several it is not said which.
 *
 * @param fields the answer's counts, by the request's array that they are about
 */
export function countedErrors(fields: Readonly<Record<string, string>>) {
	return (body: unknown, objects: readonly RequestObject[]): AnswerErrors => {
		const { named, unnamed } = readErrors(body, objects);
		const failed = new Set(named.map(({ object }) => object));
		const low = Object.entries(fields).flatMap(([array, field]) => {
			const count = (body as IDataObject | null | undefined)?.[field];
			const sent = objects.filter((object) => object.array === array && !failed.has(object)).length;
			if (typeof count !== 'number' || count >= sent) return [];
			return [`"${field}" is ${count}, but ${sent} ${sent === 1 ? 'was' : 'were'} sent`];
		});
		return { named, unnamed: [...unnamed, ...low] };
	};
}

/** Whether an answer counts all that was sent. */
export function countsAll(
	body: unknown,
	field: string,
	objects: readonly RequestObject[],
): boolean {
	const count = (body as IDataObject | null | undefined)?.[field];
	return typeof count === 'number' && count >= objects.length;
}
