import type { IHttpRequestMethods } from 'n8n-workflow';

/** One call of Braze's API. */
export interface Request {
	method: IHttpRequestMethods;
	/** Path below the REST endpoint, e.g. `/users/track`. */
	path: string;
	/** JSON text, or an object to be made one. */
	body?: string | object;
	/** The key of a good answer that has no `message`, or may have none. */
	answerKey?: string;
	/** Whether the path names something that may not be there: a 404 of Braze's is then about it. */
	mayBeMissing?: boolean;
	/** What a 429 says while the rate limit is not used up, in whole sentences; none: that it is. */
	whenBusy?: string;
	query?: Record<string, string | number | boolean | string[]>;
}
