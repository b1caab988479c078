import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyReply } from 'fastify';

import type { Instead } from './inject.mts';
import type { Rule } from './rule.mts';
import type { BrazeResponse } from './types.mts';

const TYPES: Record<Instead['type'], string> = {
	json: 'application/json; charset=utf-8',
	html: 'text/html; charset=utf-8',
	plain: 'text/plain; charset=utf-8',
};

const PIECE = 64 * 1024;

/** JSON of this many bytes: `{"message":"…"}`. */
function* filled(bytes: number): Generator<Buffer> {
	const start = '{"message":"';
	const end = '"}';
	yield Buffer.from(start);
	for (let left = bytes - start.length - end.length; left > 0; left -= PIECE) {
		yield Buffer.alloc(Math.min(left, PIECE), 'x');
	}
	yield Buffer.from(end);
}

/** The content a few bytes at a time. */
async function* slowly(
	content: Iterable<Buffer>,
	{ bytes, everyMs }: NonNullable<Rule['drip']>,
): AsyncGenerator<Buffer> {
	for (const piece of content) {
		for (let start = 0; start < piece.length; start += bytes) {
			yield piece.subarray(start, start + bytes);
			await wait(everyMs, undefined, { ref: false });
		}
	}
}

/** Sends what replaces a response, all at once unless it is huge or dripping. */
export function sendInstead(
	reply: FastifyReply,
	{ status, headers = {}, type, content }: Instead,
	drip?: Rule['drip'],
): FastifyReply {
	reply.code(status).headers(headers).type(TYPES[type]);
	if (typeof content === 'string' && !drip) return reply.send(content);
	const pieces = typeof content === 'string' ? [Buffer.from(content)] : filled(content.bytes);
	return reply.send(Readable.from(drip ? slowly(pieces, drip) : pieces, { objectMode: false }));
}

/** Sends Braze's response. */
export function sendResponse(
	reply: FastifyReply,
	{ status, headers, body }: BrazeResponse,
	drip?: Rule['drip'],
): FastifyReply {
	return sendInstead(reply, { status, headers, type: 'json', content: JSON.stringify(body) }, drip);
}
