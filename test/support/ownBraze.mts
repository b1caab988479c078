import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request to it. */
export interface Received {
	path: string;
	/** As text, to be measured. */
	text: string;
	body: Record<string, object[]>;
}

interface BrazeResponse {
	status: number;
	body: unknown;
}

/** A Braze that is a function of the request, for responses that the sandbox never sends. */
export async function startOwnBraze(respond: (request: Received) => BrazeResponse) {
	const received: Received[] = [];
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const text = Buffer.concat(chunks).toString();
			const body = JSON.parse(text || '{}') as Received['body'];
			const one = { path: request.url ?? '', text, body };
			received.push(one);
			const { status, body: given } = respond(one);
			response.writeHead(status, { 'content-type': 'application/json' });
			response.end(JSON.stringify(given));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		received,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
