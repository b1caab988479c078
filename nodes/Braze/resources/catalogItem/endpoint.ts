import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';

import { ended, errorText, explain } from '../../api/message';
import { errorsIn } from '../../batch/errors';
import { FIFTY_PER_REQUEST } from '../../batch/limits';
import type { Endpoint, RequestObject, ResponseErrors } from '../../batch/types';
import { short } from '../../model/shownValue';
import { few } from '../../model/wording';

/** The path of a catalog's items. */
export function itemsPath(catalog: string): string {
	return `/catalogs/${encodeURIComponent(catalog)}/items`;
}

/** The bulk endpoint of catalogs' items. Source: https://www.braze.com/docs/api/endpoints/catalogs/ */
export function itemsEndpoint(method: IHttpRequestMethods): Omit<Endpoint, 'path'> {
	return { method, limits: FIFTY_PER_REQUEST, errorsOf: catalogErrors };
}

/** Errors about the catalog or the company, so about every item of a request. Source: the endpoints' pages */
const ABOUT_ALL = /^(?:catalog[-_]not[-_]found|company-size-limit-|too-many-catalog-atoms)/;

/** Errors about a field that Braze does not name. Source: as above */
const ABOUT_FIELDS = /^(?:invalid-fields|unable-to-coerce-value)$/;

/** How many fields an error names, and how many characters of each. */
const NAMED_FIELDS = 10;
const NAME_LENGTH = 40;

interface CatalogError {
	id?: string;
	message?: string;
	parameters?: string[];
	parameter_values?: unknown[];
}

/**
 * Reads `errors: [{id, message, parameters, parameter_values}]`. An error with an item's ID is about that
 * item; an unknown catalog or full storage, about all of them. Other errors name no item.
 */
function catalogErrors(body: unknown, objects: readonly RequestObject[]): ResponseErrors {
	const found: ResponseErrors = { named: [], unnamed: [] };
	for (const error of errorsIn(body)) {
		const {
			id = '',
			message = '',
			parameters = [],
			parameter_values = [],
		} = (error ?? {}) as CatalogError;
		const said = message === '' ? id || errorText(error) : `${message} (${id})`;
		const text = explain(said);
		const ids = new Set(
			parameters[0] === 'id' && Array.isArray(parameter_values) ? parameter_values : [],
		);
		const theirs = objects.filter(({ content }) => ids.has((content as IDataObject).id));
		if (ABOUT_ALL.test(id)) found.withAll = text;
		else if (theirs.length === 0) found.unnamed.push(text);
		const about = (object: RequestObject) =>
			ABOUT_FIELDS.test(id) ? withFields(text, object) : text;
		found.named.push(...theirs.map((object) => ({ object, message: about(object) })));
	}
	return found;
}

/** Adds the names of the fields that an error can be about. */
function withFields(text: string, { content }: RequestObject): string {
	const fields = Object.keys(content as IDataObject).filter((name) => name !== 'id');
	const names = few(
		fields.map((name) => short(name, NAME_LENGTH)),
		NAMED_FIELDS,
	);
	return `${ended(text)} Fields sent: ${names.join(', ')}. Compare their names and types with the catalog's in Braze.`;
}
