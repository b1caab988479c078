import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';

import type { Endpoint, RequestObject, ObjectError } from '../../batch/types';
import { FIFTY_PER_REQUEST } from '../../batch/limits';

/** Path of a catalog's items. */
export function itemsPath(catalog: string): string {
	return `/catalogs/${encodeURIComponent(catalog)}/items`;
}

/**
 * The bulk endpoint of a catalog's items, one object for each catalog.
 * Source: https://www.braze.com/docs/api/endpoints/catalogs/
 */
export function compileEndpoint(method: IHttpRequestMethods): (catalog: string) => Endpoint {
	const known = new Map<string, Endpoint>();
	return (catalog) => {
		const endpoint = known.get(catalog) ?? {
			method,
			path: itemsPath(catalog),
			limits: FIFTY_PER_REQUEST,
			errorsOf: catalogErrors,
		};
		known.set(catalog, endpoint);
		return endpoint;
	};
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
