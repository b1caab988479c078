import type {
	ICredentialsDecrypted,
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
} from 'n8n-workflow';

import { connectionFailureOf } from '../api/connectionFailure';
import { readBody, readHeaders } from '../api/redact';
import type { Request } from '../api/request';
import type { HttpResult } from '../api/response';
import type { Headers } from '../api/retry';

/** The largest response to read, in bytes: 50 whole users, or a page of a catalog, are far smaller. */
const LARGEST_RESPONSE = 16 * 1024 * 1024;

/** A body in chunks, which n8n returns for the encoding `stream`. */
type BodyStream = AsyncIterable<Uint8Array>;

/** How to send. */
interface Transmission {
	credential: ICredentialsDecrypted;
	/** Milliseconds until a request is given up, even if part of the response has arrived. */
	timeout: number;
	/** Removes the API key from a text. */
	redact: (text: string) => string;
}

/**
 * Sends one request with the credential's address and key, through n8n's own helper. Redirects are not
 * followed: they would send the API key to another host.
 *
 * @returns the response, whatever its status, or why there is none
 */
export async function transmit(
	context: IExecuteFunctions | ILoadOptionsFunctions,
	{ method, path, body, query }: Request,
	{ credential, timeout, redact }: Transmission,
): Promise<HttpResult> {
	const options: IHttpRequestOptions = {
		method,
		url: path,
		timeout,
		disableFollowRedirect: true,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		// Read here, so that the size is limited, and a response that is not JSON does not throw.
		encoding: 'stream',
		json: false,
		headers: { Accept: 'application/json' },
		...(query !== undefined && { qs: query, arrayFormat: 'brackets' }),
	};
	if (body !== undefined) {
		// As bytes, because n8n's HTTP client would parse a text once more to see whether it is JSON.
		options.body = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
		options.headers = { ...options.headers, 'Content-Type': 'application/json' };
	}
	const deadline = AbortSignal.timeout(timeout);
	try {
		const response = (await context.helpers.httpRequestWithAuthentication.call(
			endingAt(context, deadline),
			'brazeApi',
			options,
			{ credentialsDecrypted: credential },
		)) as { statusCode: number; headers: Headers; body: BodyStream };
		const { statusCode: status } = response;
		const headers = readHeaders(response.headers, redact);
		const body = readBody(await read(response.body), redact);
		return { kind: 'response', status, headers, body };
	} catch (error) {
		if (!deadline.aborted) return connectionFailureOf(error, redact);
		return { kind: 'none', reached: true, reason: `timed out after ${timeout} ms` };
	}
}

/**
 * The context, with a cancel signal that also fires at the deadline. n8n's helper takes no signal but the
 * context's.
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

/** @throws if the response is too large, without reading the rest of it */
async function read(body: BodyStream): Promise<string> {
	const chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of body) {
		chunks.push(chunk);
		size += chunk.length;
		if (size > LARGEST_RESPONSE) throw new ResponseTooLarge();
	}
	return Buffer.concat(chunks).toString('utf8');
}

class ResponseTooLarge extends Error {
	constructor() {
		super(`the response is larger than ${LARGEST_RESPONSE / 1024 / 1024} MB`);
	}
}
