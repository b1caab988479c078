/*
 * The server that the benchmarks send to, as a process of its own: it answers as /users/track does
 * and keeps what came, but looks at it only when asked, so that its work does not get into the
 * measurement. Told to, it also hands out input items.
 */

import http from 'node:http';

import { makeItems } from '../items.mts';
import { digestOf, type TrackObject } from '../objects.mts';
import type { AddressInfo } from 'node:net';

/**
 * Every object of these benchmarks names its user by an alias: counting those counts the objects.
 */
const MARK = Buffer.from('"alias_name"');

/** What came since the last report */
export interface Report {
	requests: number;
	objects: number;
	/** Whom they are about. */
	users: number;
	/** Objects that a user got. */
	least: number;
	/** Objects that a user got. */
	most: number;
	bytes: number;
	/** Of the different objects, see ../objects.mts. */
	digest: string;
	/** The attribute `submission_id` of each object that has one. */
	submissions: string[];
}

let received: Buffer[] = [];
let objectsReceived = 0;

const server = http.createServer((request, response) => {
	const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
	const chunks: Buffer[] = [];
	request.on('data', (chunk: Buffer) => {
		chunks.push(chunk);
	});
	request.on('end', () => {
		switch (pathname) {
			case '/users/track':
				answer(response, 201, take(Buffer.concat(chunks)));
				break;
			case '/items':
				answer(response, 200, makeItems(Number(searchParams.get('count'))));
				break;
			case '/_bench/progress':
				answer(response, 200, { objects: objectsReceived });
				break;
			case '/_bench/report':
				answer(response, 200, report());
				break;
			default:
				answer(response, 404, { message: 'There is nothing here' });
		}
	});
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
	received = [];
	objectsReceived = 0;
	const objects = bodies.flatMap(
		(body) => (JSON.parse(body.toString()) as { attributes: TrackObject[] }).attributes,
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
		objects: objects.length,
		users: perUser.size,
		least,
		most,
		bytes: bodies.reduce((sum, { length }) => sum + length, 0),
		digest: digestOf(objects),
		submissions: objects.flatMap(({ submission_id: id }) => (typeof id === 'string' ? [id] : [])),
	};
}

function answer(response: http.ServerResponse, status: number, body: unknown) {
	const text = JSON.stringify(body);
	response.writeHead(status, {
		'Content-Type': 'application/json',
		'Content-Length': Buffer.byteLength(text),
	});
	response.end(text);
}

// An idle connection must not be closed while a slow client prepares its next request.
server.keepAliveTimeout = 120_000;
server.listen(0, '127.0.0.1', () => {
	const address = server.address() as AddressInfo;
	process.send?.({ port: address.port });
});
// The benchmark ended, in whatever way.
process.on('disconnect', () => process.exit(0));
