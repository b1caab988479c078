import type { IDataObject } from 'n8n-workflow';

import type { ResponseMode } from './responseMode';

/** An answer to a call. */
export interface Answer {
	status: number;
	body: IDataObject;
	headers?: Record<string, string>;
}

/** What n8n is about to answer. */
export interface GivenAnswer {
	status: number;
	/** Whether n8n leaves the body to this node. */
	isEmpty: boolean;
}

/** The sender must send again, after so many seconds. */
const retryAfter = (seconds: number): Answer => ({
	status: 503,
	body: { status: 'retry' },
	headers: { 'Retry-After': String(seconds) },
});

/** Not known to be accepted. */
export const RETRY = retryAfter(1);
/** Too many calls wait: a second would not change that. */
export const BUSY = retryAfter(5);

/** The workflow was waited for, and did not succeed. */
export const FAILED: Answer = {
	status: 500,
	body: {
		status: 'failed',
		error: 'The workflow failed or was lost. Check its executions in n8n.',
	},
};

/**
 * How a call that started an execution is answered, and what that tells about the execution.
 *
 * `onReceived`: a success means that n8n has stored it. `lastNode`: a success with an empty body means
 * that the workflow has succeeded. A success with a body is n8n's when it has no data of the execution
 * (it was cancelled or counted as crashed, say): nobody knows how that went.
 */
export function answering(
	mode: ResponseMode,
	accepted: Answer,
	confirm: (isAccepted: boolean) => void,
) {
	return ({ status, isEmpty }: GivenAnswer): Answer | undefined => {
		const isSuccess = status >= 200 && status < 300;
		const isAccepted = isSuccess && (isEmpty || mode === 'onReceived');
		confirm(isAccepted);
		if (isAccepted) return accepted;
		return isSuccess ? FAILED : undefined;
	};
}

/** The parts of a response that tell what n8n answers, and let another answer take its place. */
export interface Answerable {
	statusCode: number;
	readonly headersSent: boolean;
	setHeader(name: string, value: string): unknown;
	removeHeader(name: string): void;
	end: (...rest: never[]) => unknown;
}

/** What Express has worked out from the body of n8n's own answer. */
const HEADERS_OF_BODY = ['Content-Length', 'ETag'];

/** Puts an answer in the place of the one that is about to be sent. @returns its body */
function replace(response: Answerable, { status, headers, body }: Answer): string {
	response.statusCode = status;
	for (const name of HEADERS_OF_BODY) response.removeHeader(name);
	response.setHeader('Content-Type', 'application/json; charset=utf-8');
	for (const [name, value] of Object.entries(headers ?? {})) response.setHeader(name, value);
	return JSON.stringify(body);
}

/**
 * Hears what n8n answers to a call that started an execution, and may answer otherwise.
 *
 * When n8n answers is decided by the response mode: once it has stored the execution, or once the
 * workflow has ended. It calls `end` even when the caller has hung up before or meanwhile, and no event
 * of the response tells that; so `end` itself is watched, as Express's own middleware does.
 *
 * @param answerTo called once; what it returns is sent in the place of n8n's answer
 */
export function onAnswer(
	response: Answerable,
	answerTo: (given: GivenAnswer) => Answer | undefined,
): void {
	const { end } = response;
	response.end = (...rest: never[]) => {
		response.end = end;
		const isEmpty = (rest as readonly unknown[])[0] === undefined;
		const own = answerTo({ status: response.statusCode, isEmpty });
		if (!own || response.headersSent) return end.apply(response, rest);
		return end.apply(response, [replace(response, own)] as never[]);
	};
}
