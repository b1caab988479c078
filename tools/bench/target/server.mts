/*
 * The server that the benchmarks send to, as a process of its own: it responds as /users/track does
 * and keeps what came, but looks at it only when asked, so that its work does not get into the
 * measurement. It also serves items as input.
 */

import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';

import { makeItems } from '../items.mts';
import { digestOf, type TrackObject } from '../objects.mts';

/**
 * Every object of these benchmarks names its user by an alias: counting aliases counts the objects.
 */
const MARK = Buffer.from('"alias_name"');

/** How the server listens. */
interface Listening {
	/** For TLS, both PEM. */
	tls?: { key: string; cert: string };
}

/** How it responds. */
export interface Behaviour {
	/** The time until it responds. */
	milliseconds: number;
	/** Requests that it takes in a second of the clock, as Braze does; any number if 0. */
	perSecond: number;
}

/** What came since the last report. */
export interface Report {
	/** That were taken. */
	requests: number;
	/** That got a 429. */
	refused: number;
	/** That were opened. */
	connections: number;
	objects: number;
	/** Whom they are about. */
	users: number;
	/** The fewest objects that a user got. */
	least: number;
	/** The most objects that a user got. */
	most: number;
	bytes: number;
	/** Of the different objects, see ../objects.mts. */
	digest: string;
	/** The attribute `submission_id` of each object that has one. */
	submissions: string[];
}

let received: Buffer[] = [];
let objectsReceived = 0;
let refused = 0;
let connections = 0;
let behaviour: Behaviour = { milliseconds: 0, perSecond: 0 };
let second = { number: 0, requests: 0 };

const listener: http.RequestListener = (request, response) => {
	const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
	const chunks: Buffer[] = [];
	request.on('data', (chunk: Buffer) => {
		chunks.push(chunk);
	});
	request.on('end', () => {
		switch (pathname) {
			case '/users/track':
				track(response, Buffer.concat(chunks));
				break;
			case '/_bench/behave':
				behaviour = {
					milliseconds: Number(searchParams.get('milliseconds')),
					perSecond: Number(searchParams.get('perSecond')),
				};
				respond(response, 200, {});
				break;
			case '/items':
				respond(response, 200, makeItems(Number(searchParams.get('count'))));
				break;
			case '/_bench/progress':
				respond(response, 200, { objects: objectsReceived });
				break;
			case '/_bench/report':
				respond(response, 200, report());
				break;
			default:
				respond(response, 404, { message: 'There is nothing here' });
		}
	});
};

function track(response: http.ServerResponse, body: Buffer) {
	const { milliseconds, perSecond } = behaviour;
	const remaining = perSecond === 0 ? 1 : count(perSecond);
	const headers = perSecond === 0 ? UNLIMITED : rateHeaders(perSecond, remaining);
	const isTaken = remaining >= 0;
	if (!isTaken) refused++;
	const result = isTaken ? take(body) : { message: 'Rate limit exceeded' };
	const send = () => {
		respond(response, isTaken ? 201 : 429, result, headers);
	};
	if (milliseconds === 0) send();
	else setTimeout(send, milliseconds);
}

/** @returns how many more requests it would take in this second; below 0 if this one is too many */
function count(perSecond: number): number {
	const number = Math.floor(Date.now() / 1000);
	if (number !== second.number) second = { number, requests: 0 };
	second.requests++;
	return perSecond - second.requests;
}

/** Each of Braze's responses names its rate limit, here one that is never reached. */
const UNLIMITED = {
	'X-RateLimit-Limit': 250_000,
	'X-RateLimit-Remaining': 250_000,
	'X-RateLimit-Reset': Math.ceil(Date.now() / 3_600_000) * 3600,
};

const rateHeaders = (perSecond: number, remaining: number) => ({
	'X-RateLimit-Limit': perSecond,
	'X-RateLimit-Remaining': Math.max(0, remaining),
	'X-RateLimit-Reset': second.number + 1,
});

function take(body: Buffer) {
	received.push(body);
	const objects = countMarks(body);
	objectsReceived += objects;
	return { message: 'success', attributes_processed: objects };
}

function countMarks(body: Buffer) {
	let count = 0;
	for (let at = body.indexOf(MARK); at !== -1; at = body.indexOf(MARK, at + MARK.length)) count++;
	return count;
}

function report(): Report {
	const bodies = received;
	const counts = { refused, connections };
	received = [];
	objectsReceived = 0;
	refused = 0;
	connections = 0;
	const objects = bodies.flatMap(
		// (Hostile jobs have requests with events only.)
		(body) => (JSON.parse(body.toString()) as { attributes?: TrackObject[] }).attributes ?? [],
	);
	const perUser = new Map<string, number>();
	for (const { user_alias: alias } of objects) {
		const user = JSON.stringify(alias);
		perUser.set(user, (perUser.get(user) ?? 0) + 1);
	}
	let [least, most] = [Infinity, 0];
	for (const count of perUser.values()) {
		least = Math.min(least, count);
		most = Math.max(most, count);
	}
	return {
		requests: bodies.length,
		...counts,
		objects: objects.length,
		users: perUser.size,
		least,
		most,
		bytes: bodies.reduce((sum, { length }) => sum + length, 0),
		digest: digestOf(objects),
		submissions: objects.flatMap(({ submission_id: id }) => (typeof id === 'string' ? [id] : [])),
	};
}

function respond(
	response: http.ServerResponse,
	status: number,
	body: unknown,
	headers: http.OutgoingHttpHeaders = {},
) {
	const text = JSON.stringify(body);
	response.writeHead(status, {
		...headers,
		'Content-Type': 'application/json',
		'Content-Length': Buffer.byteLength(text),
	});
	response.end(text);
}

process.once('message', ({ tls }: Listening) => {
	const server = tls ? https.createServer(tls, listener) : http.createServer(listener);
	// An idle connection must not be closed while a slow client prepares its next request.
	server.keepAliveTimeout = 120_000;
	server.on('connection', () => connections++);
	server.listen(0, '127.0.0.1', () => {
		const address = server.address() as AddressInfo;
		process.send?.({ port: address.port });
	});
});
// The benchmark has ended in some way.
process.on('disconnect', () => process.exit(0));
