import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as a strange server got it. */
interface Arrived {
	method: string;
	path: string;
	headers: IncomingMessage['headers'];
	body: string;
}

type Respond = (response: ServerResponse, request: Arrived) => void;

/**
 * A server on loopback with any response, which remembers its requests: a proxy, a
 * wrong address, somebody in between.
 */
export async function startStrangeServer() {
	const arrived: Arrived[] = [];
	let respond: Respond = (response) => void response.end();
	const server = createServer((incoming, response) => {
		const chunks: Buffer[] = [];
		incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
		incoming.on('end', () => {
			const { method = '', url = '', headers } = incoming;
			const request = { method, path: url, headers, body: Buffer.concat(chunks).toString() };
			arrived.push(request);
			respond(response, request);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		arrived,
		/** Sets how it responds. */
		responds: (how: Respond) => {
			respond = how;
			arrived.length = 0;
		},
		/** Sets the status and body that it responds with. */
		says: (status: number, body: unknown, headers: Record<string, string> = {}) => {
			respond = (response) => {
				response.writeHead(status, { 'content-type': 'application/json', ...headers });
				response.end(typeof body === 'string' ? body : JSON.stringify(body));
			};
			arrived.length = 0;
		},
		/** Makes it send a part of its response byte by byte, for as long as somebody listens. */
		drips: (part: 'headers' | 'body') => {
			respond = (response) => {
				const { socket } = response;
				if (part === 'headers') socket?.write('HTTP/1.1 201 Created\r\nx-drip: ');
				else response.writeHead(201, { 'content-type': 'application/json' });
				const timer = setInterval(() => {
					if (part === 'headers') socket?.write('x');
					else response.write(' ');
				}, 20);
				response.on('close', () => clearInterval(timer));
			};
		},
		/**
		 * Makes it send a large response.
		 *
		 * @returns how many megabytes have gone out
		 */
		pours: (megabytes: number): (() => number) => {
			const piece = Buffer.alloc(1024 * 1024, ' ');
			let sent = 0;
			respond = (response) => {
				response.writeHead(201, { 'content-type': 'application/json' });
				response.on('error', () => undefined);
				const more = () => {
					while (sent < megabytes && !response.destroyed) {
						sent++;
						if (!response.write(piece)) return void response.once('drain', more);
					}
					if (!response.destroyed) response.end('{"message":"success"}');
				};
				more();
			};
			return () => sent;
		},
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

export type StrangeServer = Awaited<ReturnType<typeof startStrangeServer>>;
