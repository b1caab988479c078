import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import axios from 'axios';

/** What Braze does instead of answering as it should. */
export type Misbehaviour =
	| 'none'
	/** 429, with nothing taken. */
	| 'rate limited'
	/** 500, with nothing taken. */
	| 'broken'
	/** As it should, after a second. */
	| 'slow'
	/** Takes everything at once, and answers each request {@link LATE_MS} later. */
	| 'late'
	/** The connection breaks, with nothing taken. */
	| 'cut before'
	/** The connection breaks, with everything taken. */
	| 'cut after';

/** Of a body of /users/track, what these tests send. */
interface Taken {
	attributes?: Array<{ email: string; last_entry: number | string }>;
	events?: Array<{ properties: { submission_id: string } }>;
}

const SLOW_MS = 1_000;
/** Longer than n8n needs to be killed in between. */
export const LATE_MS = 1_500;
const TIMEOUT_MS = 60_000;

/**
 * Stands before the local Braze and writes down what that has accepted, so that it is known when the
 * local Braze itself is killed. Told to, it misbehaves with half of the requests, or is late with all.
 *
 * @param braze the local Braze's address
 */
export async function startLedger(braze: string) {
	/** How often each submission was taken: its event counts. */
	const submissions = new Map<string, number>();
	/** The last entry that each user's profile was given. */
	const lastEntries = new Map<string, number>();
	let misbehaviour: Misbehaviour = 'none';
	let requests = 0;

	const enter = ({ attributes = [], events = [] }: Taken) => {
		for (const { email, last_entry: entry } of attributes) lastEntries.set(email, Number(entry));
		for (const { properties } of events) {
			const id = properties.submission_id;
			submissions.set(id, (submissions.get(id) ?? 0) + 1);
		}
	};

	const handle = async (request: http.IncomingMessage, response: http.ServerResponse) => {
		const body = await buffer(request);
		requests++;
		const now = requests % 2 === 0 || misbehaviour === 'late' ? misbehaviour : 'none';
		if (now === 'cut before') {
			request.destroy();
			return;
		}
		if (now === 'rate limited' || now === 'broken') {
			response.writeHead(now === 'broken' ? 500 : 429, { 'Content-Type': 'application/json' });
			response.end(JSON.stringify({ message: 'Try again later' }));
			return;
		}
		if (now === 'slow') await sleep(SLOW_MS);
		const { host: _host, connection: _connection, ...headers } = request.headers;
		const answer = await axios.request<string>({
			url: braze + (request.url ?? ''),
			method: request.method,
			headers,
			data: body,
			responseType: 'text',
			transformResponse: (text: string) => text,
			validateStatus: null,
			timeout: TIMEOUT_MS,
		});
		const isTaken = answer.status >= 200 && answer.status < 300;
		if (isTaken && request.method === 'POST') enter(JSON.parse(body.toString()) as Taken);
		if (now === 'late') await sleep(LATE_MS);
		if (now === 'cut after') {
			request.destroy();
			return;
		}
		response.writeHead(answer.status, { 'Content-Type': 'application/json' });
		response.end(answer.data);
	};

	const server = http.createServer((request, response) => {
		handle(request, response).catch(() => {
			// The local Braze is gone.
			response.destroy();
		});
	});
	server.keepAliveTimeout = 120_000;
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		submissions,
		lastEntries,
		requests: () => requests,
		misbehave: (how: Misbehaviour) => {
			misbehaviour = how;
		},
		close: () => {
			server.closeAllConnections();
			server.close();
		},
	};
}

export type Ledger = Awaited<ReturnType<typeof startLedger>>;
