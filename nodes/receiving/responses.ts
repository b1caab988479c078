import type { IDataObject } from 'n8n-workflow';

import type { ResponseMode } from './responseMode';

/** The response to a call. */
export interface CallResponse {
	status: number;
	body: IDataObject;
	headers?: Record<string, string>;
}

/** The response that n8n is about to send. */
export interface N8nResponse {
	status: number;
	/** Whether n8n leaves the body to this node. */
	isEmpty: boolean;
}

/** Makes the sender send again, after this many seconds. */
const retryAfter = (seconds: number): CallResponse => ({
	status: 503,
	body: { status: 'retry' },
	headers: { 'Retry-After': String(seconds) },
});

/** Not known to be accepted. */
export const RETRY = retryAfter(1);
/** Too many calls are waiting: retrying after a second would not help. */
export const BUSY = retryAfter(5);

/** The workflow did not succeed. */
export const FAILED: CallResponse = {
	status: 500,
	body: {
		status: 'failed',
		error: 'The workflow failed or was lost. Check its executions in n8n.',
	},
};

/**
 * Makes the function that chooses the response to a call that started an execution, and confirms whether
 * that succeeded.
 *
 * `onReceived`: success means that n8n has stored the execution. `lastNode`: success with an empty body
 * means that the workflow has succeeded. n8n sends a success with a body if it has no data of the
 * execution, e.g. because it was cancelled or crashed: then the result is unknown.
 */
export function responder(
	mode: ResponseMode,
	accepted: CallResponse,
	confirm: (isAccepted: boolean) => void,
) {
	return ({ status, isEmpty }: N8nResponse): CallResponse | undefined => {
		const isSuccess = status >= 200 && status < 300;
		const isAccepted = isSuccess && (isEmpty || mode === 'onReceived');
		confirm(isAccepted);
		if (isAccepted) return accepted;
		return isSuccess ? FAILED : undefined;
	};
}

/** The parts of Express's response that show what n8n sends, and let it be replaced. */
export interface ReplaceableResponse {
	statusCode: number;
	readonly headersSent: boolean;
	setHeader(name: string, value: string): unknown;
	removeHeader(name: string): void;
	end: (...rest: never[]) => unknown;
}

/** Headers that Express has derived from the body of n8n's own response. */
const HEADERS_OF_BODY = ['Content-Length', 'ETag'];

/** Replaces the response that is about to be sent. @returns its body */
function replace(response: ReplaceableResponse, { status, headers, body }: CallResponse): string {
	response.statusCode = status;
	for (const name of HEADERS_OF_BODY) response.removeHeader(name);
	response.setHeader('Content-Type', 'application/json; charset=utf-8');
	for (const [name, value] of Object.entries(headers ?? {})) response.setHeader(name, value);
	return JSON.stringify(body);
}

/**
 * Watches how n8n responds to a call that started an execution, and can replace the response.
 *
 * The response mode decides when n8n responds: once it has stored the execution, or once the workflow has
 * ended. n8n calls `end` even if the caller has hung up, and no event of the response shows that; so
 * `end` itself is wrapped, as Express's own middleware does.
 *
 * @param respondTo called once; what it returns is sent instead of n8n's response
 */
export function onResponse(
	response: ReplaceableResponse,
	respondTo: (given: N8nResponse) => CallResponse | undefined,
): void {
	const { end } = response;
	response.end = (...rest: never[]) => {
		response.end = end;
		const isEmpty = (rest as readonly unknown[])[0] === undefined;
		const own = respondTo({ status: response.statusCode, isEmpty });
		if (!own || response.headersSent) return end.apply(response, rest);
		return end.apply(response, [replace(response, own)] as never[]);
	};
}
