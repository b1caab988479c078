import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';

import { errorText } from '../../api/message';
import { errorsIn } from '../../batch/errors';
import type { AnswerErrors, Endpoint, RequestObject } from '../../batch/types';
import { FIFTY_PER_REQUEST } from '../../batch/limits';

/** Path of a catalog's items. */
export function itemsPath(catalog: string): string {
	return `/catalogs/${encodeURIComponent(catalog)}/items`;
}

/** The bulk endpoint of catalogs' items. Source: https://www.braze.com/docs/api/endpoints/catalogs/ */
export function itemsEndpoint(method: IHttpRequestMethods): Omit<Endpoint, 'path'> {
	return { method, limits: FIFTY_PER_REQUEST, errorsOf: catalogErrors };
}

/** Errors that every item of the request meets, and any other request would. Source: as above, the endpoints' pages */
const ABOUT_ALL = /^(?:catalog[-_]not[-_]found|company-size-limit-|too-many-catalog-atoms)/;

interface CatalogError {
	id?: string;
	message?: string;
	parameters?: string[];
	parameter_values?: unknown[];
}

/**
 * Reads `errors: [{id, message, parameters, parameter_values}]`: an error that gives an item's ID is
 * about that item, and an unknown catalog or full storage is about all of them. Anything else names no item.
 */
function catalogErrors(body: unknown, objects: readonly RequestObject[]): AnswerErrors {
	const found: AnswerErrors = { named: [], unnamed: [] };
	for (const error of errorsIn(body)) {
		const {
			id = '',
			message = '',
			parameters = [],
			parameter_values = [],
		} = (error ?? {}) as CatalogError;
		const text = message === '' ? id || errorText(error) : `${message} (${id})`;
		const ids = new Set(
			parameters[0] === 'id' && Array.isArray(parameter_values) ? parameter_values : [],
		);
		const theirs = objects.filter(({ content }) => ids.has((content as IDataObject).id));
		if (ABOUT_ALL.test(id)) found.withAll = text;
		else if (theirs.length === 0) found.unnamed.push(text);
		found.named.push(...theirs.map((object) => ({ object, message: text })));
	}
	return found;
}
