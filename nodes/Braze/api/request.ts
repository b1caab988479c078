import type { IHttpRequestMethods } from 'n8n-workflow';

/** A request to Braze's API. */
export interface Request {
	method: IHttpRequestMethods;
	/** Path below the REST endpoint, e.g. `/users/track`. */
	path: string;
	/** JSON text, or an object to convert to it. */
	body?: string | object;
	/** A key that marks a successful response, if that may have no `message`. */
	responseKey?: string;
	/** Whether the path names something that may not exist, which is then what a 404 from Braze is about. */
	mayBeMissing?: boolean;
	/** What a 429 means if the rate limit is not used up, in whole sentences. */
	whenBusy?: string;
	query?: Record<string, string | number | boolean | string[]>;
}
