import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';

import { sendOrder } from './outbound/order.mts';
import { pageState, pageTag, shown } from './pageState.mts';
import type { Sandbox } from './sandbox.mts';
import { configure } from './state/configure.mts';
import { isObject } from './state/values.mts';

/** The page: address, file, type. */
const PAGE = [
	['/', 'page.html', 'text/html'],
	['/_sandbox/page.css', 'page.css', 'text/css'],
	...['page', 'dom', 'entries', 'faults', 'lists', 'traffic'].map((name) => [
		`/_sandbox/${name}.js`,
		`${name}.js`,
		'text/javascript',
	]),
];

/** Profiles hold whatever people typed, so the page runs its own script and nothing else. */
const GUARDS = {
	'content-security-policy':
		"default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'; form-action 'none'",
	'x-content-type-options': 'nosniff',
	'cache-control': 'no-cache',
};

/** No limit. */
const ALL = Number.MAX_SAFE_INTEGER;

/** @returns `?limit=` */
function limitOf(query: unknown, otherwise: number): number {
	const limit = Number((query as { limit?: string }).limit ?? otherwise);
	if (Number.isInteger(limit) && limit > 0) return limit;
	throw new TypeError("'limit' must be a whole number above 0");
}

/**
 * The page and the control API beside Braze's paths. They need no key: by default the sandbox listens
 * on loopback, keeps other web pages out, and holds nothing but test data.
 */
export function addControl(app: FastifyInstance, sandbox: Sandbox) {
	for (const [url, file, type] of PAGE) {
		const text = readFileSync(path.join(import.meta.dirname, 'page', file), 'utf8');
		app.get(url, (_, reply) => reply.type(`${type}; charset=utf-8`).headers(GUARDS).send(text));
	}

	app.get('/_sandbox/state', (request, reply) => {
		const { search = '', failed } = request.query as { search?: string; failed?: string };
		const asked = { search, failed: failed === '1' };
		const tag = pageTag(sandbox, asked);
		reply.header('etag', tag).header('cache-control', 'no-cache');
		if (request.headers['if-none-match'] === tag) return reply.code(304).send();
		return reply.send(pageState(sandbox, asked));
	});
	app.get('/_sandbox/requests', (request, reply) =>
		reply.send({ requests: sandbox.log.latest(limitOf(request.query, 500)) }),
	);
	app.get('/_sandbox/profiles', (request, reply) => {
		const { all } = sandbox.workspace.profiles;
		const latest = [...all.values()].slice(-limitOf(request.query, ALL));
		return reply.send({ total: all.size, profiles: latest.map(shown) });
	});
	app.get('/_sandbox/messages', (_, reply) => {
		sandbox.workspace.sendDue();
		return reply.send({ messages: sandbox.workspace.messages });
	});
	app.get('/_sandbox/faults', (_, reply) => reply.send({ rules: sandbox.faults.list() }));

	app.post('/_sandbox/faults', (request, reply) => {
		sandbox.faults.set(request.body);
		sandbox.version += 1;
		return reply.send({ message: 'success', rules: sandbox.faults.list() });
	});
	app.post('/_sandbox/workspace', (request, reply) => {
		configure(sandbox.workspace, request.body);
		sandbox.outbox.refresh();
		sandbox.version += 1;
		return reply.send({ message: 'success' });
	});
	app.get('/_sandbox/clock', (_, reply) => reply.send({ now: sandbox.clock.date() }));
	app.post('/_sandbox/clock', (request, reply) => {
		sandbox.clock.change(request.body);
		return reply.send({ message: 'success', now: sandbox.clock.date() });
	});
	app.get('/_sandbox/lag', (_, reply) => reply.send({ waiting: sandbox.lag.waiting }));
	app.post('/_sandbox/lag', (request, reply) => {
		sandbox.lag.set(request.body);
		return reply.send({ message: 'success', waiting: sandbox.lag.waiting });
	});
	app.post('/_sandbox/lag/release', (request, reply) => {
		const count = isObject(request.body) ? request.body.count : undefined;
		if (count !== undefined && !(Number.isInteger(count) && Number(count) > 0)) {
			throw new TypeError("'count' must be a whole number above 0");
		}
		sandbox.lag.release(count as number | undefined);
		return reply.send({ message: 'success', waiting: sandbox.lag.waiting });
	});
	app.post('/_sandbox/send', async (request, reply) =>
		reply.send(await sendOrder(sandbox, request.body)),
	);
	app.get('/_sandbox/sent', (_, reply) => {
		const { outbox } = sandbox;
		return reply.send({ sent: outbox.sent, connectors: outbox.states() });
	});
	app.post('/_sandbox/reset', (_, reply) => {
		sandbox.reset();
		return reply.send({ message: 'success' });
	});
}
