import type {
	ICredentialsDecrypted,
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
} from 'n8n-workflow';

import type { Request } from '../api/request';
import type { Reply } from '../api/response';
import type { Headers } from '../api/retry';

/** Failures before a connection stood: Braze cannot have got the request. */
const NEVER_REACHED = new Set([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'CERT_HAS_EXPIRED',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/**
 * Sends one request with the credential's address and key, through n8n's own helper.
 *
 * @param timeout milliseconds until it is given up
 * @returns what came back, whatever the status, or why nothing did
 * @throws only what does not come from the network: a credential that cannot be used
 */
export async function transmit(
	context: IExecuteFunctions | ILoadOptionsFunctions,
	credential: ICredentialsDecrypted,
	{ method, path, body, query }: Request,
	timeout: number,
): Promise<Reply> {
	const options: IHttpRequestOptions = {
		method,
		url: path,
		timeout,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		// Read here, since an answer that is no JSON must not become an exception.
		encoding: 'text',
		json: false,
		headers: { Accept: 'application/json' },
		...(query !== undefined && { qs: query, arrayFormat: 'brackets' }),
	};
	if (body !== undefined) {
		// As bytes: n8n's HTTP client would parse a text once more to see whether it is JSON.
		options.body = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
		options.headers = { ...options.headers, 'Content-Type': 'application/json' };
	}
	try {
		const answer = (await context.helpers.httpRequestWithAuthentication.call(
			context,
			'brazeApi',
			options,
			{ credentialsDecrypted: credential },
		)) as { statusCode: number; headers: Headers; body: unknown };
		return {
			kind: 'answer',
			status: answer.statusCode,
			headers: answer.headers,
			body: parseBody(answer.body),
		};
	} catch (error) {
		const code = networkCode(error);
		return {
			kind: 'none',
			reached: !NEVER_REACHED.has(code ?? ''),
			reason: code ?? reasonOf(error),
		};
	}
}

/** JSON as a value; anything else as the text it is. */
function parseBody(body: unknown): unknown {
	if (typeof body !== 'string') return body;
	try {
		return JSON.parse(body) as unknown;
	} catch {
		return body;
	}
}

/** The system's code for a failed connection, wherever n8n has wrapped it. */
function networkCode(error: unknown): string | undefined {
	for (let inner = error, depth = 0; inner && depth < 5; depth++) {
		const { code, cause } = inner as { code?: unknown; cause?: unknown };
		if (typeof code === 'string' && /^[A-Z][A-Z\d_]+$/.test(code)) return code;
		inner = cause;
	}
	return undefined;
}

function reasonOf(error: unknown): string {
	return error instanceof Error ? error.message : 'unknown reason';
}
