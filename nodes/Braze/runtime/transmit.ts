import type {
	ICredentialsDecrypted,
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
} from 'n8n-workflow';

import { connectionFailureOf } from '../api/connectionFailure';
import { readBody, readHeaders } from '../api/redact';
import type { Request } from '../api/request';
import type { Reply } from '../api/response';
import type { Headers } from '../api/retry';

/** Largest answer that is read, in bytes: 50 users in full, or a page of a catalog, are far smaller. */
const LARGEST_ANSWER = 16 * 1024 * 1024;

/** A body that arrives bit by bit; what n8n gives for the encoding `stream`. */
type BodyStream = AsyncIterable<Uint8Array>;

/** How to send. */
export interface Transmission {
	credential: ICredentialsDecrypted;
	/** Milliseconds until a request is given up, however much of the answer has come. */
	timeout: number;
	/** Takes the API key out of a text. */
	redact: (text: string) => string;
}

/**
 * Sends one request with the credential's address and key, through n8n's own helper. Redirects are not
 * followed: they would take the API key to another host.
 *
 * @returns what came back, whatever the status, or why nothing did
 */
export async function transmit(
	context: IExecuteFunctions | ILoadOptionsFunctions,
	{ method, path, body, query }: Request,
	{ credential, timeout, redact }: Transmission,
): Promise<Reply> {
	const options: IHttpRequestOptions = {
		method,
		url: path,
		timeout,
		disableFollowRedirect: true,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		// Read here: bit by bit, to an end, and an answer that is no JSON must not become an exception.
		encoding: 'stream',
		json: false,
		headers: { Accept: 'application/json' },
		...(query !== undefined && { qs: query, arrayFormat: 'brackets' }),
	};
	if (body !== undefined) {
		// As bytes: n8n's HTTP client would parse a text once more to see whether it is JSON.
		options.body = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
		options.headers = { ...options.headers, 'Content-Type': 'application/json' };
	}
	const deadline = AbortSignal.timeout(timeout);
	try {
		const answer = (await context.helpers.httpRequestWithAuthentication.call(
			endingAt(context, deadline),
			'brazeApi',
			options,
			{ credentialsDecrypted: credential },
		)) as { statusCode: number; headers: Headers; body: BodyStream };
		const { statusCode: status } = answer;
		const headers = readHeaders(answer.headers, redact);
		const body = readBody(await read(answer.body), redact);
		return { kind: 'answer', status, headers, body };
	} catch (error) {
		if (!deadline.aborted) return connectionFailureOf(error, redact);
		return { kind: 'none', reached: true, reason: `timed out after ${timeout} ms` };
	}
}

/**
 * The context, as n8n's helper asks it when a request has to end: when the execution is cancelled (the
 * helper takes no signal but the context's), or at the deadline.
 */
function endingAt<Context extends IExecuteFunctions | ILoadOptionsFunctions>(
	context: Context,
	deadline: AbortSignal,
): Context {
	const cancel =
		'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
	const signal = cancel === undefined ? deadline : AbortSignal.any([cancel, deadline]);
	return Object.create(context, {
		getExecutionCancelSignal: { value: () => signal },
	}) as Context;
}

/** @throws if the answer is too large; the rest of it is not read */
async function read(body: BodyStream): Promise<string> {
	const chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of body) {
		chunks.push(chunk);
		size += chunk.length;
		if (size > LARGEST_ANSWER) throw new AnswerTooLarge();
	}
	return Buffer.concat(chunks).toString('utf8');
}

class AnswerTooLarge extends Error {
	constructor() {
		super(`the response is larger than ${LARGEST_ANSWER / 1024 / 1024} MB`);
	}
}
