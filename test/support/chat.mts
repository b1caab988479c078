import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** Stands in for a chat's incoming webhook. @returns its URL, and what it was sent */
export async function startChat() {
	const told: string[] = [];
	const chat = http.createServer((request, response) => {
		void text(request).then((body) => {
			told.push(body);
			response.end('ok');
		});
	});
	await new Promise<void>((resolve) => chat.listen(0, '127.0.0.1', resolve));
	const { port } = chat.address() as AddressInfo;
	return { url: `http://127.0.0.1:${port}`, told, close: () => chat.close() };
}
