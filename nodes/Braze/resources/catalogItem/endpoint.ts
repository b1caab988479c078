import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';

import type { Endpoint, RequestObject, ObjectError } from '../../batch/types';
import { FIFTY_PER_REQUEST } from '../../batch/limits';

/** Path of a catalog's items. */
export function itemsPath(catalog: string): string {
	return `/catalogs/${encodeURIComponent(catalog)}/items`;
}

/** The bulk endpoint of catalogs' items. Source: https://www.braze.com/docs/api/endpoints/catalogs/ */
export function itemsEndpoint(method: IHttpRequestMethods): Omit<Endpoint, 'path'> {
	return { method, limits: FIFTY_PER_REQUEST, errorsOf: catalogErrors };
}

interface CatalogError {
	id?: string;
	message?: string;
	parameters?: string[];
	parameter_values?: unknown[];
}

/**
 * Reads `errors: [{id, message, parameters, parameter_values}]`: an error that gives an item's ID is
 * about that item, and an unknown catalog meets all of them. Anything else names no item.
 */
function catalogErrors(body: unknown, objects: readonly RequestObject[]): ObjectError[] {
	const { errors } = (body ?? {}) as { errors?: CatalogError[] };
	if (!Array.isArray(errors)) return [];
	return errors.flatMap(({ id = '', message = '', parameters = [], parameter_values = [] }) => {
		const text = message === '' ? id : `${message} (${id})`;
		const all = /^catalog[-_]not[-_]found$/.test(id);
		const named = parameters[0] === 'id' ? parameter_values : [];
		return objects
			.filter(({ content }) => all || named.includes((content as IDataObject).id))
			.map((object) => ({ object, message: text }));
	});
}
