import { once } from 'node:events';
import {
	Agent,
	type ClientRequest,
	type IncomingHttpHeaders,
	request,
	type ServerResponse,
} from 'node:http';
import { json } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import type { IDataObject } from 'n8n-workflow';

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

export interface JsonResponse {
	status: number;
	body: IDataObject & { error?: string };
	headers: IncomingHttpHeaders;
}

/**
 * Posts a body, and returns the response, which must be JSON.
 *
 * @param body text and bytes are sent unchanged, any other object as JSON
 * @param headers content type `application/json` unless given; '' for none
 * @param started gets the call as soon as it is on its way
 */
export function post(
	url: string,
	body: string | object,
	headers: Record<string, string> = {},
	started: (outgoing: ClientRequest) => void = () => undefined,
): Promise<JsonResponse> {
	return new Promise((resolve, reject) => {
		const bytes =
			typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);
		const { 'content-type': type = 'application/json', ...others } = headers;
		const sent = {
			...others,
			...(type !== '' && { 'content-type': type }),
			'content-length': String(Buffer.byteLength(bytes)),
		};
		const outgoing = request(url, { method: 'POST', agent, headers: sent }, (response) => {
			const { statusCode: status = 0, headers: responseHeaders } = response;
			const received = (parsed: unknown) => {
				resolve({ status, body: parsed as JsonResponse['body'], headers: responseHeaders });
			};
			json(response).then(received, reject);
		});
		outgoing.on('error', reject);
		outgoing.end(bytes);
		started(outgoing);
	});
}

export const gzip = (text: string) => gzipSync(text);

/** @param encoding of text */
export const bytesOf = (content: string | Uint8Array, encoding?: BufferEncoding) =>
	typeof content === 'string' ? Buffer.from(content, encoding) : Buffer.from(content);

export const wait = (ms: number) =>
	new Promise<void>((resolve) => {
		setTimeout(resolve, ms);
	});

/** Ends the connection as a caller who hangs up does, and waits until the server has noticed. */
export async function hangUp(response: ServerResponse) {
	const closed = once(response, 'close');
	response.socket?.destroy();
	await closed;
}

export const closeClient = () => {
	agent.destroy();
};
