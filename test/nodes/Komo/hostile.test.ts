import {
	assert,
	asyncProperty,
	constantFrom,
	double,
	json,
	letrec,
	oneof,
	record,
	string,
	stringMatching,
	tuple,
	uint8Array,
	integer,
	type Arbitrary,
} from 'fast-check';
import { bytesOf, closeClient, gzip, post } from '../../support/webhookClient.mts';
import { startWebhookServer, type WebhookServer } from '../../support/webhookServer.mts';
import { KomoTrigger } from '../../../nodes/Komo/KomoTrigger.node';

const BODIES = 2_000;
/** The same bodies in every run. */
const SEED = 20261124;
const SECRET = 'a-long-random-shared-secret';

const key = oneof(
	constantFrom('__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'headers'),
	constantFrom('event', 'id', 'submission_id', 'score', 'correct', 'optin', 'site_id', 'card_type'),
	string(),
);
const scalar = oneof(
	constantFrom(
		'null',
		'true',
		'""',
		'"CompetitionEntrySuccess"',
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
	value: oneof(
		{ maxDepth: 3 },
		scalar,
		tie('object') as Arbitrary<string>,
		tie('list') as Arbitrary<string>,
	),
	object: tuple(key, tie('value'), key, tie('value')).map(
		([a, x, b, y]) => `{${JSON.stringify(a)}:${x},${JSON.stringify(b)}:${y}}`,
	),
	list: tuple(tie('value'), tie('value')).map(([x, y]) => `[${x},${y}]`),
}));
const deep = tuple(integer({ min: 1, max: 20_000 }), constantFrom(['[', ']'], ['{"a":', '}'])).map(
	([levels, [open, close]]) => `${open.repeat(levels)}1${close.repeat(levels)}`,
);
const huge = integer({ min: 1, max: 30 }).map(
	(n) => `{"event":"CompetitionEntrySuccess","answer":"${'x'.repeat(n * 10_000)}"}`,
);
/** Submissions that come again and again. */
const entry = integer({ min: 1, max: 8 }).map(
	(n) => `{"event":"CompetitionEntrySuccess","submission_id":"s-${n}"}`,
);
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
	'x-komo-secret': constantFrom(SECRET, SECRET, SECRET, '', 'wrong'),
});

let server: WebhookServer;
afterAll(async () => {
	await server.close();
	closeClient();
});

it(`${BODIES} hostile bodies are answered, and nothing throws or is changed`, async () => {
	server = await startWebhookServer({
		trigger: new KomoTrigger(),
		parameters: {
			authentication: 'secret',
			events: ['*'],
			output: 'grouped',
			options: { includeHeaders: true, ignoreDuplicates: 1_440, siteIds: '' },
		},
		credential: { secret: SECRET, headerName: 'X-Komo-Secret' },
		store: async (items) => {
			// n8n stores what starts a workflow as JSON.
			expect(JSON.stringify(items)).not.toContain(SECRET);
			expect(JSON.stringify(items)).not.toContain('"__proto__":');
		},
	});
	const prototype = Object.getOwnPropertyNames(Object.prototype).sort();
	const answers = new Map<string, number>();
	await assert(
		asyncProperty(manyAtOnce(), async (calls) => {
			for (const answer of await Promise.all(calls.map((call) => post(server.url, ...call)))) {
				const { status, body: answered } = answer;
				expect([200, 400, 401, 422]).toContain(status);
				if (status !== 422) expect(typeof answered.status).toBe('string');
				const kind = `${status} ${status === 422 ? '' : answered.status}`;
				answers.set(kind, (answers.get(kind) ?? 0) + 1);
			}
		}),
		{ seed: SEED, numRuns: BODIES / 20 },
	);
	expect(server.exceptions).toEqual([]);
	expect(Object.getOwnPropertyNames(Object.prototype).sort()).toEqual(prototype);
	expect(({} as { polluted?: number }).polluted).toBeUndefined();
	// The generator reached every kind of answer.
	const kinds = ['200 accepted', '200 duplicate', '400 rejected', '401 unauthorized', '422 '];
	for (const kind of kinds) expect(answers.get(kind) ?? 0).toBeGreaterThan(10);
	expect([...answers.values()].reduce((sum, count) => sum + count, 0)).toBe(BODIES);
});

/** Twenty calls at once: quicker, and they may be each other's duplicates. */
function manyAtOnce() {
	return tuple(...Array.from({ length: 20 }, () => tuple(body, headers)));
}
