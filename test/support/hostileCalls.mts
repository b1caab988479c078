import {
	type Arbitrary,
	assert,
	asyncProperty,
	constantFrom,
	double,
	integer,
	json,
	letrec,
	oneof,
	record,
	string,
	stringMatching,
	tuple,
	uint8Array,
} from 'fast-check';

import { bytesOf, gzip, post } from './webhookClient.mts';

export const BODIES = 1_000;
/** Calls at once: quicker, and they may be each other's duplicates. */
const AT_ONCE = 20;
/** The same bodies in every run. */
const SEED = 20261124;

/** Who appears to call. */
interface Sender {
	/** Keys that its bodies have. */
	keys: string[];
	/** Texts that mean something to the trigger. */
	texts: string[];
	/** A body that is accepted, as JSON. */
	entry: (id: string) => string;
	/** Its own headers and what they may hold, the secret among them. */
	headers: Record<string, string[]>;
}

function hostileCalls(sender: Sender) {
	const key = oneof(
		constantFrom('__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'headers'),
		constantFrom(...sender.keys),
		string(),
	);
	const scalar = oneof(
		constantFrom(
			'null',
			'true',
			'""',
			...sender.texts.map((one) => JSON.stringify(one)),
			'"true"',
			'1e400',
			'-0',
			'9'.repeat(400),
		),
		constantFrom(
			'{"$gt":""}',
			'"={{ $env }}"',
			'"\\ud800"',
			'"\\u0000"',
			'{"__proto__":{"polluted":1}}',
		),
		double({ noNaN: true, noDefaultInfinity: true }).map(String),
		string({ unit: 'grapheme' }).map((text) => JSON.stringify(text)),
	);
	/** JSON written by hand: keys may be there twice, or be what objects inherit. */
	const { value } = letrec<{ value: string; object: string; list: string }>((tie) => ({
		value: oneof({ maxDepth: 3 }, scalar, tie('object'), tie('list')),
		object: tuple(key, tie('value'), key, tie('value')).map(
			([a, x, b, y]) => `{${JSON.stringify(a)}:${x},${JSON.stringify(b)}:${y}}`,
		),
		list: tuple(tie('value'), tie('value')).map(([x, y]) => `[${x},${y}]`),
	}));
	const deep = tuple(
		integer({ min: 1, max: 20_000 }),
		constantFrom(['[', ']'], ['{"a":', '}']),
	).map(([levels, [open, close]]) => `${open.repeat(levels)}1${close.repeat(levels)}`);
	const huge = integer({ min: 1, max: 30 }).map((n) => sender.entry('x'.repeat(n * 10_000)));
	/** What is sent repeatedly. */
	const entry = integer({ min: 1, max: 8 }).map((n) => sender.entry(`s-${n}`));
	const text = oneof(
		{ weight: 2, arbitrary: entry },
		{ weight: 12, arbitrary: value },
		{ weight: 4, arbitrary: json() },
		{ weight: 3, arbitrary: string() },
		{ weight: 2, arbitrary: stringMatching(/^[a-z_]+=[^=]*(&[a-z_]+=[^=]*)*$/) },
		{ weight: 1, arbitrary: deep },
		{ weight: 1, arbitrary: huge },
	);
	const body: Arbitrary<string | Uint8Array> = oneof(
		{ weight: 8, arbitrary: text },
		{ weight: 1, arbitrary: uint8Array({ maxLength: 200 }).map((bytes) => bytesOf(bytes)) },
		{ weight: 1, arbitrary: text.map((content) => bytesOf(content, 'utf16le')) },
		{ weight: 1, arbitrary: text.map(gzip) },
	);
	const headers = record({
		'content-type': constantFrom(
			...[
				'application/json',
				'application/json; charset=utf-8',
				'APPLICATION/JSON',
				'text/plain',
				'',
			],
			...[
				'application/x-www-form-urlencoded',
				'text/plain; charset=utf-16le',
				'application/xml',
				'x; charset=?',
			],
		),
		'content-encoding': constantFrom('identity', 'identity', 'identity', 'gzip', 'deflate', 'br'),
		...Object.fromEntries(
			Object.entries(sender.headers).map(([name, some]) => [name, constantFrom(...some)]),
		),
	});
	return tuple(...Array.from({ length: AT_ONCE }, () => tuple(body, headers)));
}

/**
 * Makes calls as an attacker might.
 *
 * @returns how often each response came: its status and, if it is the trigger's own, its text
 */
export async function attack(url: string, sender: Sender): Promise<Map<string, number>> {
	const responses = new Map<string, number>();
	await assert(
		asyncProperty(hostileCalls(sender), async (calls) => {
			for (const { status, body } of await Promise.all(calls.map((call) => post(url, ...call)))) {
				// (422 is n8n's own.)
				const kind =
					status === 422 ? '422' : `${status} ${JSON.stringify(body.status).slice(1, -1)}`;
				responses.set(kind, (responses.get(kind) ?? 0) + 1);
			}
		}),
		{ seed: SEED, numRuns: BODIES / AT_ONCE },
	);
	return responses;
}

/** What every object inherits: what came with a body must not change it. */
export const inherited = () => [
	...Object.getOwnPropertyNames(Object.prototype).sort(),
	String(({} as { polluted?: number }).polluted),
];
