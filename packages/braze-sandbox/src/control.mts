import { readFileSync } from 'node:fs';
import path from 'node:path';

import { exported } from './state/export.mts';
import { KEPT } from './log.mts';
import { isObject } from './state/values.mts';
import { configure } from './state/configure.mts';
import type { Sandbox } from './sandbox.mts';
import type { Profile } from './types.mts';
import type { FastifyInstance } from 'fastify';

/** Requests, profiles and messages that the page shows. */
const SHOWN = 100;

/** The page: address, file, type. */
const PAGE = [
	['/', 'page.html', 'text/html'],
	['/_sandbox/page.css', 'page.css', 'text/css'],
	...['page', 'dom', 'entries', 'lists', 'traffic'].map((name) => [
		`/_sandbox/${name}.js`,
		`${name}.js`,
		'text/javascript',
	]),
];

/** Profiles hold whatever people typed: the page runs its own script and nothing else. */
const GUARDS = {
	'content-security-policy':
		"default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'; form-action 'none'",
	'x-content-type-options': 'nosniff',
	'cache-control': 'no-cache',
};

/** A limit that is none. */
const ALL = Number.MAX_SAFE_INTEGER;

/** @returns everything it holds */
function shown(profile: Profile): object {
	return {
		...exported(profile),
		...(profile.deprecatedIds.length > 0 && { deprecated_external_ids: profile.deprecatedIds }),
		...(profile.groups.size > 0 && { subscription_groups: Object.fromEntries(profile.groups) }),
	};
}

/** @returns `?limit=` */
function limitOf(query: unknown, otherwise: number): number {
	const limit = Number((query as { limit?: string }).limit ?? otherwise);
	if (Number.isInteger(limit) && limit > 0) return limit;
	throw new TypeError("'limit' must be a whole number above 0");
}

/** Every word of a search, in small letters. */
const wordsOf = (search: string) => search.toLowerCase().split(/\s+/).filter(Boolean);

/** @returns those that hold every word somewhere, names and values alike */
function matching<T>(items: T[], words: string[]): T[] {
	if (words.length === 0) return items;
	return items.filter((item) => {
		const text = JSON.stringify(item).toLowerCase();
		return words.every((word) => text.includes(word));
	});
}

/** The latest of what the page lists. */
function listed(items: object[], words: string[], total: number): object {
	const found = matching(items, words);
	return { total: words.length > 0 ? found.length : total, latest: found.slice(0, SHOWN) };
}

/**
 * What the page shows.
 *
 * @param search words that what is listed must hold; all profiles are searched, and the requests
 *   that are still held
 */
function pageState({ workspace, log, traffic, apiKey, version }: Sandbox, search: string): object {
	const { profiles, messages } = workspace;
	const words = wordsOf(search);
	const candidates =
		words.length > 0
			? [...profiles.all.values()].sort((one, other) => other.updated - one.updated)
			: [...profiles.recent].reverse();
	return {
		version,
		apiKey,
		traffic: traffic.summary(),
		profiles: listed(candidates.map(shown), words, profiles.all.size),
		messages: listed([...messages].reverse(), words, messages.length),
		requests: listed(log.latest(words.length > 0 ? KEPT : SHOWN), words, log.count),
	};
}

/** @returns what changes with what the page shows; rates change by themselves for a minute */
function pageTag({ version, traffic }: Sandbox, search: string): string {
	const second = traffic.isQuiet ? 0 : traffic.second;
	return `"${version}-${second}-${encodeURIComponent(search)}"`;
}

/**
 * The page and the control API beside Braze's paths. It needs no key: the sandbox listens on
 * loopback, keeps other web pages out, and holds nothing but test data.
 */
export function addControl(app: FastifyInstance, sandbox: Sandbox) {
	for (const [url, file, type] of PAGE) {
		const text = readFileSync(path.join(import.meta.dirname, 'page', file), 'utf8');
		app.get(url, (_, reply) => reply.type(`${type}; charset=utf-8`).headers(GUARDS).send(text));
	}

	app.get('/_sandbox/state', (request, reply) => {
		const { search = '' } = request.query as { search?: string };
		const tag = pageTag(sandbox, search);
		reply.header('etag', tag).header('cache-control', 'no-cache');
		if (request.headers['if-none-match'] === tag) return reply.code(304).send();
		return reply.send(pageState(sandbox, search));
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
		return reply.send({ message: 'success', rules: sandbox.faults.list() });
	});
	app.post('/_sandbox/workspace', (request, reply) => {
		configure(sandbox.workspace, request.body);
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
	app.post('/_sandbox/reset', (_, reply) => {
		sandbox.reset();
		return reply.send({ message: 'success' });
	});
}
