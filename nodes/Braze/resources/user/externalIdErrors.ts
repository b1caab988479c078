import type { IDataObject } from 'n8n-workflow';

import { errorText } from '../../api/message';
import type { AnswerErrors, RequestObject } from '../../batch/types';

/**
 * Reads `rename_errors` and `removal_errors`, which come with a good status: "arrays of arrays" that
 * hold an object's index and what was wrong. Their inside is not documented further, so the first
 * whole number is taken as the index, else an ID that was sent as its name, and the texts as the
 * message. An error that names no object meets all that the answer does not list as done.
 * Source: https://www.braze.com/docs/api/endpoints/user_data/external_id_migration/post_external_ids_rename/
 *
 * @param list the answer's list of errors
 * @param done the answer's list of IDs that were changed
 */
export function externalIdErrors(list: string, done: string) {
	return (body: unknown, objects: readonly RequestObject[]): AnswerErrors => {
		const answer = (body ?? {}) as IDataObject;
		const errors = Array.isArray(answer[list]) ? (answer[list] as unknown[]) : [];
		const finished = new Set(Array.isArray(answer[done]) ? (answer[done] as unknown[]) : []);
		const named: AnswerErrors['named'] = [];
		for (const error of errors) {
			const parts = (Array.isArray(error) ? error.flat() : [error]) as unknown[];
			const object = objectOf(parts, objects);
			const message = messageOf(parts, object);
			if (object !== undefined) named.push({ object, message });
			else named.push(...others(objects, finished).map((other) => ({ object: other, message })));
		}
		return { named, unnamed: [] };
	};
}

function objectOf(
	parts: readonly unknown[],
	objects: readonly RequestObject[],
): RequestObject | undefined {
	const inner = parts.flatMap((part) =>
		typeof part === 'object' && part !== null ? (Object.values(part) as unknown[]) : [part],
	);
	const index = inner.find((part) => Number.isInteger(part)) as number | undefined;
	if (index !== undefined) return objects[index];
	return objects.find((object) => idsOf(object).some((id) => inner.includes(id)));
}

function messageOf(parts: readonly unknown[], object: RequestObject | undefined): string {
	const ids = object === undefined ? [] : idsOf(object);
	const texts = parts.filter((part) => !Number.isInteger(part) && !ids.includes(part));
	return texts.map(errorText).join('; ') || 'Braze gave no reason';
}

function others(
	objects: readonly RequestObject[],
	finished: ReadonlySet<unknown>,
): RequestObject[] {
	return objects.filter((object) => !idsOf(object).some((id) => finished.has(id)));
}

function idsOf({ content }: RequestObject): unknown[] {
	return typeof content === 'string' ? [content] : Object.values(content);
}
