'use strict';

/*
 * The server that the benchmarks send to, as a process of its own: it answers as /users/track does
 * and keeps what came, but looks at it only when asked, so that its work does not get into the
 * measurement. Told to, it also hands out input items.
 */

const http = require('node:http');

const { makeItems } = require('../items');
const { digestOf } = require('../objects');

/** Every object of these benchmarks names its user by an alias: counting those counts the objects. */
const MARK = Buffer.from('"alias_name"');

/**
 * @typedef {object} Report what came since the last report
 * @property {number} requests
 * @property {number} objects
 * @property {number} users whom they are about
 * @property {number} least objects that a user got
 * @property {number} most objects that a user got
 * @property {number} bytes
 * @property {string} digest of the different objects, see ../objects.js
 * @property {string[]} submissions the attribute `submission_id` of each object that has one
 */

/** @type {Buffer[]} */
let received = [];
let objectsReceived = 0;

const server = http.createServer((request, response) => {
	const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
	/** @type {Buffer[]} */
	const chunks = [];
	request.on('data', (chunk) => chunks.push(chunk));
	request.on('end', () => {
		switch (pathname) {
			case '/users/track':
				return answer(response, 201, take(Buffer.concat(chunks)));
			case '/items':
				return answer(response, 200, makeItems(Number(searchParams.get('count'))));
			case '/_bench/progress':
				return answer(response, 200, { objects: objectsReceived });
			case '/_bench/report':
				return answer(response, 200, report());
			default:
				return answer(response, 404, { message: 'There is nothing here' });
		}
	});
});

/** @param {Buffer} body */
function take(body) {
	received.push(body);
	const objects = countMarks(body);
	objectsReceived += objects;
	return { message: 'success', attributes_processed: objects };
}

/** @param {Buffer} body */
function countMarks(body) {
	let count = 0;
	for (let at = body.indexOf(MARK); at !== -1; at = body.indexOf(MARK, at + MARK.length)) count++;
	return count;
}

/** @returns {Report} */
function report() {
	const bodies = received;
	received = [];
	objectsReceived = 0;
	const objects = bodies.flatMap(
		(body) =>
			/** @type {import('../objects').TrackObject[]} */ (JSON.parse(body.toString()).attributes),
	);
	/** @type {Map<string, number>} */
	const perUser = new Map();
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

/** @param {http.ServerResponse} response @param {number} status @param {unknown} body */
function answer(response, status, body) {
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
	const address = /** @type {import('node:net').AddressInfo} */ (server.address());
	process.send?.({ port: address.port });
});
// The benchmark ended, in whatever way.
process.on('disconnect', () => process.exit(0));
