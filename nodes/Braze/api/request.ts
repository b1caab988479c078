import type { IHttpRequestMethods } from 'n8n-workflow';

/** One call of Braze's API. */
export interface Request {
	method: IHttpRequestMethods;
	/** Path below the REST endpoint, e.g. `/users/track`. */
	path: string;
	/** JSON text, or an object to be made one. */
	body?: string | object;
	query?: Record<string, string | number | boolean | string[]>;
}
