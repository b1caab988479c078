import { isIP } from 'node:net';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { sendResponse } from './reply.mts';
import type { BrazeResponse } from './types.mts';

/** Addresses that stand for all of the machine's. */
const EVERYWHERE = new Set(['0.0.0.0', '::']);

/** @returns the name in a `Host` header, in lower case and without brackets; undefined for none */
const hostnameOf = (header = '') =>
	/^(?:\[([\da-f:.]+)\]|([\w.-]+))(?::\d+)?$/i
		.exec(header.toLowerCase())
		?.slice(1)
		.find((name) => (name as string | undefined) !== undefined);

const isLoopback = (name: string) =>
	name === 'localhost' ||
	name.endsWith('.localhost') ||
	name === '::1' ||
	(isIP(name) === 4 && name.startsWith('127.'));

/**
 * Whether a request names this machine. Any other name may be one that a web page has pointed here
 * (DNS rebinding) to read what the page at `/` shows, the API key among it.
 *
 * @param listensAt the address that the server listens at
 */
function isOwnHost(header: string | undefined, listensAt: string): boolean {
	const name = hostnameOf(header);
	if (name === undefined) return false;
	if (isLoopback(name) || name === listensAt.toLowerCase()) return true;
	// An IP address is not a name, so nobody can point it elsewhere.
	return EVERYWHERE.has(listensAt) && isIP(name) !== 0;
}

/**
 * Whether another web page sent the request: browsers say so in `Origin` or, without it, in
 * `Sec-Fetch-Site`. Following a link to the sandbox is fine.
 */
function isForeign({ headers }: FastifyRequest): boolean {
	const { origin, host = '' } = headers;
	if (origin !== undefined) return origin !== `http://${host}` && origin !== `https://${host}`;
	const site = headers['sec-fetch-site'];
	const isAlien = site === 'cross-site' || site === 'same-site';
	return isAlien && headers['sec-fetch-mode'] !== 'navigate';
}

const refused = (status: number, message: string): BrazeResponse => ({ status, body: { message } });

function refusalOf(
	request: FastifyRequest,
	{ listensAt, knowsKey }: Guarded,
): BrazeResponse | null {
	const { headers, method, url } = request;
	// A proxy or a relay passes on Braze's own name; whoever has a key needn't read it from the page.
	if (!isOwnHost(headers.host, listensAt) && !knowsKey(headers.authorization)) {
		return refused(403, 'The sandbox answers to localhost and its own address only');
	}
	if (isForeign(request)) return refused(403, 'The sandbox answers no other web page');
	if (!url.startsWith('/_sandbox') || ['GET', 'HEAD'].includes(method)) return null;
	// Without a preflight, a web page can't send JSON.
	return /^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '')
		? null
		: refused(415, 'The sandbox takes application/json only');
}

/** What the guard needs to know. */
interface Guarded {
	/** The address that the server will listen at. */
	listensAt: string;
	/** Whether an `Authorization` header holds one of the workspace's keys. */
	knowsKey: (authorization: string | undefined) => boolean;
}

/** Keeps other web pages and other names out, before anything is logged. */
export function addGuard(app: FastifyInstance, guarded: Guarded) {
	app.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
		const response = refusalOf(request, guarded);
		if (response) await sendResponse(reply, response);
	});
}
