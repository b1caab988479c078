import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import axios from 'axios';

import {
	entryOf,
	startRefusals,
	submissionOf,
	type TrackBody,
	type TrackResponse,
} from './refusals.mts';

/** What Braze does instead of responding as it should. */
export type Misbehaviour =
	| 'none'
	/** 429, with nothing taken. */
	| 'rate limited'
	/** 500, with nothing taken. */
	| 'broken'
	/** It responds as it should, after {@link SLOW_MS}. */
	| 'slow'
	/** Everything is taken at once, and each response comes {@link LATE_MS} later. */
	| 'late'
	/** The connection breaks, with nothing taken. */
	| 'cut before'
	/** The connection breaks, with everything taken. */
	| 'cut after'
	/** Nothing listens, for any request. */
	| 'down'
	/** 429 to every request, with nothing taken. */
	| 'rate limited throughout'
	/** Every tenth object is refused as invalid, once; the others are taken. */
	| 'refusing';

/** One time that a submission's event was taken. */
interface Taking {
	/** In milliseconds since 1970. */
	at: number;
	/** Whether the response was sent to the caller, which otherwise cannot know. */
	isHeard: boolean;
}

/** Those that apply to every request; the others apply to every second one. */
const EVERY_TIME = new Set<Misbehaviour>(['late', 'down', 'rate limited throughout', 'refusing']);

const SLOW_MS = 1_000;
/** Long enough for n8n to be killed in between. */
export const LATE_MS = 1_500;
const TIMEOUT_MS = 60_000;

/**
 * Stands before the local Braze and writes down what that has accepted, so that this is known even when
 * the local Braze is killed. It can also misbehave, mostly for every second request.
 *
 * @param braze the local Braze's address
 */
export async function startLedger(braze: string) {
	/** Each time that a submission was taken, by its ID. */
	const submissions = new Map<string, Taking[]>();
	/** The last entry that was written to each user's profile, by email. */
	const lastEntries = new Map<string, number>();
	let misbehaviour: Misbehaviour = 'none';
	let requests = 0;

	const refusals = startRefusals();

	/** @returns the takings, whose `isHeard` can still change */
	const enter = (body: TrackBody, { errors = [] }: TrackResponse): Taking[] => {
		const isTaken = (array: string) => (_: unknown, index: number) =>
			!errors.some((error) => error.input_array === array && error.index === index);
		for (const attributes of (body.attributes ?? []).filter(isTaken('attributes'))) {
			if (attributes.email !== undefined) lastEntries.set(attributes.email, entryOf(attributes));
		}
		return (body.events ?? []).filter(isTaken('events')).map((event) => {
			const taking = { at: Date.now(), isHeard: true };
			const id = submissionOf(event);
			const before = submissions.get(id);
			if (before) before.push(taking);
			else submissions.set(id, [taking]);
			return taking;
		});
	};

	const handle = async (request: http.IncomingMessage, response: http.ServerResponse) => {
		const sent = await buffer(request);
		requests++;
		const now = requests % 2 === 0 || EVERY_TIME.has(misbehaviour) ? misbehaviour : 'none';
		if (now === 'cut before') {
			request.socket.destroy();
			return;
		}
		if (now === 'broken' || now.startsWith('rate limited')) {
			response.writeHead(now === 'broken' ? 500 : 429, { 'Content-Type': 'application/json' });
			response.end(JSON.stringify({ message: 'Try again later' }));
			return;
		}
		if (now === 'slow') await sleep(SLOW_MS);
		const isTrack = request.url === '/users/track';
		const body = isTrack ? refusals.spoil(sent, now === 'refusing') : sent;
		const headers = { ...request.headers, 'content-length': String(body.length) };
		delete headers.host;
		delete headers.connection;
		delete headers['transfer-encoding'];
		const taken = await axios.request<string>({
			url: braze + (request.url ?? ''),
			method: request.method,
			headers,
			data: body,
			responseType: 'text',
			transformResponse: (text: string) => text,
			validateStatus: null,
			timeout: TIMEOUT_MS,
		});
		const isTaken = isTrack && taken.status >= 200 && taken.status < 300;
		const takings = isTaken
			? enter(JSON.parse(body.toString()) as TrackBody, JSON.parse(taken.data) as TrackResponse)
			: [];
		if (now === 'late') await sleep(LATE_MS);
		if (now === 'cut after') request.socket.destroy();
		if (request.socket.destroyed) {
			for (const taking of takings) taking.isHeard = false;
			return;
		}
		response.writeHead(taken.status, { 'Content-Type': 'application/json' });
		response.end(taken.data);
	};

	const server = http.createServer((request, response) => {
		handle(request, response).catch(() => {
			// The local Braze is gone.
			response.destroy();
		});
	});
	server.keepAliveTimeout = 120_000;
	const listen = (port: number) =>
		new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
	await listen(0);
	const { port } = server.address() as AddressInfo;
	const close = () => {
		server.close();
		server.closeAllConnections();
	};
	return {
		url: `http://127.0.0.1:${port}`,
		submissions,
		lastEntries,
		requests: () => requests,
		misbehave: async (how: Misbehaviour) => {
			const wasDown = misbehaviour === 'down';
			misbehaviour = how;
			if (how === 'down') close();
			else if (wasDown) await listen(port);
		},
		/** From now on, no object of the user with this alias is taken. */
		refuseAlways: refusals.always,
		close,
	};
}

export type Ledger = Awaited<ReturnType<typeof startLedger>>;
