import type { IDataObject } from 'n8n-workflow';

import { errorText, explain } from '../../api/message';
import { fewComplaints } from '../../batch/errors';
import type { RequestObject, ResponseErrors } from '../../batch/types';

/**
 * Reads `rename_errors` and `removal_errors`, which come with a successful status: "arrays of arrays" with
 * an object's index and an error. Nothing more is documented, so the first whole number is taken as
 * the index (or else an ID that was sent names the object), and all texts as the message. Objects that
 * the response does not list as done were not, for the reason in errors that name no object.
 * Source: https://www.braze.com/docs/api/endpoints/user_data/external_id_migration/post_external_ids_rename/
 *
 * @param list the response's list of errors
 * @param done the response's list of changes: old or new IDs, or objects with both
 */
export function externalIdErrors(list: string, done: string) {
	return (body: unknown, objects: readonly RequestObject[]): ResponseErrors => {
		const response = (body ?? {}) as IDataObject;
		const errors = Array.isArray(response[list]) ? (response[list] as unknown[]) : [];
		const named = new Map<RequestObject, string>();
		const others: string[] = [];
		for (const error of errors) {
			const parts = (Array.isArray(error) ? error.flat() : [error]) as unknown[];
			const object = objectOf(parts, objects);
			const message = messageOf(parts, object);
			if (object === undefined) others.push(message);
			else if (!named.has(object)) named.set(object, message);
		}
		const said = fewComplaints(others).join('; ');
		const reason = said || `Braze does not list it in "${done}", so it was not done`;
		for (const object of undoneOf(response[done], objects, said !== '')) {
			if (!named.has(object)) named.set(object, reason);
		}
		return { named: [...named].map(([object, message]) => ({ object, message })), unnamed: [] };
	};
}

/** The objects that a list lacks; without a list, all of them if there are errors, and otherwise none. */
function undoneOf(
	done: unknown,
	objects: readonly RequestObject[],
	failed: boolean,
): readonly RequestObject[] {
	if (!Array.isArray(done)) return failed ? objects : [];
	const listed = new Set((done as unknown[]).flatMap(valuesOf));
	return objects.filter((object) => !idsOf(object).some((id) => listed.has(id)));
}

function objectOf(
	parts: readonly unknown[],
	objects: readonly RequestObject[],
): RequestObject | undefined {
	const inner = parts.flatMap(valuesOf);
	const index = inner.find((part) => Number.isInteger(part)) as number | undefined;
	if (index !== undefined) return objects[index];
	return objects.find((object) => idsOf(object).some((id) => inner.includes(id)));
}

function messageOf(parts: readonly unknown[], object: RequestObject | undefined): string {
	const ids = object === undefined ? [] : idsOf(object);
	const texts = parts.filter((part) => !Number.isInteger(part) && !ids.includes(part));
	return texts.map((text) => explain(errorText(text))).join('; ') || 'Braze gave no reason';
}

function idsOf({ content }: RequestObject): unknown[] {
	return typeof content === 'string' ? [content] : Object.values(content);
}

/** The values of an object or list; anything else is its own. */
function valuesOf(part: unknown): unknown[] {
	return typeof part === 'object' && part !== null ? Object.values(part) : [part];
}
