import {
	assert,
	anything,
	array,
	constantFrom,
	dictionary,
	jsonValue,
	property,
	string,
} from 'fast-check';
import { toOutput } from '../../../nodes/Komo/output';
import { parseSubmissions } from '../../../nodes/Komo/submission';
import { MAX_DEPTH, MAX_ENTRIES, MAX_REJECTED } from '../../../nodes/receiving/entries';
import { samples } from '../../data/komo-samples.json';

/** What is parsed from a body that is not too long. */
function parse(body: unknown) {
	const parsed = parseSubmissions(body);
	if (!parsed) throw new Error('The list is too long.');
	return parsed;
}
const parseOne = (body: unknown) => parse(body).submissions[0];
const copy = (value: unknown) => JSON.parse(JSON.stringify(value)) as unknown;

const site = { id: '2d5776b8-158a-4216-aaa1-edbc249e005b', name: 'My site' };
const head = {
	id: '54e635de-92f5-4419-a498-5f69323db34c',
	timestamp: '2000-01-01T00:00:00.000Z',
	site,
	session: { id: 'd40cc0e7-7243-4060-a75f-b2062c94462a' },
	profile: { id: '0fdbb943-511c-4220-9266-31465374f43b' },
};
const card = (type: string) => ({
	id: 'dd0b77cd-35ca-404e-8b23-1d86a7471f78',
	name: 'card name',
	type,
});
const played = { ...card('Quiz'), score: 1, correct: 1 };
const entry = { id: 'a76a65ea-6826-431a-938f-984f0abd0015' };
const submission = { id: 'c0ff823d-c8bf-4858-90b4-d536fe55b902' };
const fields = { email: 'joe@bloggs.com', first_name: 'Joe', last_name: 'Bloggs', optin: true };

/** The grouped output of each documented sample, written out by hand. */
const GROUPED: Record<string, object> = {
	CompetitionEntrySuccess: { ...head, card: played, entry, submission, fields },
	SignUpSuccess: { ...head, fields },
	CardViewed: { ...head, card: played },
	PrizeAwarded: {
		...head,
		card: played,
		entry,
		submission,
		prize: {
			recipientId: '39875c41-ab5b-44dd-9d2a-2818ba5acea3',
			id: '3c5f45f3-5b63-4365-94a3-1b4889b179a5',
			name: 'First Prize',
		},
		fields: { optin: true },
	},
	CouponIssued: {
		...head,
		entry: { id: '05f267de-0347-4266-970d-cb6a58fecc36' },
		coupon: {
			id: 'a713a50d-e095-4446-b9e7-c473f514291f',
			offerId: '9620376e-1ed9-4333-81c6-68b2188fda5a',
			offerName: '10% off your next coffee',
			code: '12345',
		},
	},
	QuizStarted: { ...head, card: played },
	TriviaGameplayStarted: {
		...head,
		card: card('Trivia'),
		gameplay: { id: 'a4ae9ccc-712f-4a35-a7fe-938352786541' },
		entry,
	},
	PredictiveStarted: { ...head, card: card('Predictive'), entry },
	ScratchAndWinStarted: { ...head, card: card('ScratchAndWin'), entry },
	InstantWinStarted: { ...head, card: card('WatchToWin') },
};

describe.each(samples.map(({ event, body }) => [event, { ...body }] as const))(
	'the documented body of %s',
	(event, body) => {
		it('is flat: its own keys, with score, correct and optin typed', () => {
			const expected: Record<string, unknown> = { ...body };
			if ('score' in body) Object.assign(expected, { score: 1, correct: 1 });
			if ('optin' in body) expected.optin = true;
			expect(toOutput(parseOne(copy(body)), 'flat')).toEqual(expected);
		});

		it('is grouped by what its keys belong to', () => {
			expect(toOutput(parseOne(copy(body)), 'grouped')).toEqual({ event, ...GROUPED[event] });
		});

		it('leaves what Komo sent as it was', () => {
			const submission = parseOne(copy(body));
			for (const shape of ['flat', 'grouped'] as const) toOutput(submission, shape);
			expect(submission.body).toEqual(body);
		});

		it('is raw as it came', () => {
			expect(toOutput(parseOne(copy(body)), 'raw')).toEqual(body);
		});
	},
);

describe('typed values', () => {
	const flat = (body: object) => toOutput(parseOne({ event: 'QuizStarted', ...body }), 'flat');

	it.each([
		['7', 7],
		['42', 42],
		['10.25', 10.25],
		['0', 0],
		['-2.50', -2.5],
		[3, 3],
		['', ''],
		['1e3', '1e3'],
		[' 1', ' 1'],
		['0x10', '0x10'],
		['Infinity', 'Infinity'],
		['12345678901234567890', '12345678901234567890'],
		[null, null],
		[{ total: '1' }, { total: '1' }],
	])('score and correct: %j becomes %j', (sent, expected) => {
		expect(flat({ score: sent, correct: sent })).toMatchObject({
			score: expected,
			correct: expected,
		});
	});

	it.each([
		['true', true],
		['False', false],
		['TRUE', true],
		[true, true],
		['yes', 'yes'],
		['', ''],
		[null, null],
	])('optin: %j becomes %j', (sent, expected) => {
		expect(flat({ optin: sent })).toMatchObject({ optin: expected });
	});

	it('leaves everything else as text: phone numbers, postcodes, codes', () => {
		const answers = {
			phone: '+61400000000',
			postcode: '0800',
			coupon_code: '12345',
			adult: 'true',
		};
		expect(flat(answers)).toMatchObject(answers);
	});
});

describe('what a workflow composed', () => {
	const body = { contact: { email: 'joe@bloggs.com' }, score: '1', optin: 'true', tags: ['a'] };

	it('stays as composed, typed as an event is, and is all fields when grouped', () => {
		const typed = { ...body, score: 1, optin: true };
		expect(toOutput(parseOne(copy(body)), 'flat')).toEqual(typed);
		expect(toOutput(parseOne(copy(body)), 'raw')).toEqual(body);
		expect(toOutput(parseOne(copy(body)), 'grouped')).toEqual({ fields: typed });
	});

	it('may use the key event for something of its own', () => {
		for (const event of [{ name: 'Final' }, 7, '', null]) {
			expect(parseOne({ event })).toEqual({ body: { event } });
		}
	});
});

describe('a list', () => {
	it('gives the submissions in order and says where something else stands', () => {
		const { submissions, rejected, rejectedCount } = parse([
			{ n: 1 },
			'x',
			{ n: 2 },
			[{}],
			5,
			null,
		]);
		expect(submissions.map(({ body }) => body)).toEqual([{ n: 1 }, { n: 2 }]);
		expect(rejected).toEqual([
			{ position: 2, error: 'Expected an object, but found text.' },
			{ position: 4, error: 'Expected an object, but found a list.' },
			{ position: 5, error: 'Expected an object, but found a number.' },
			{ position: 6, error: 'Expected an object, but found null.' },
		]);
		expect(rejectedCount).toBe(4);
	});

	it('of ever so many bad entries has only the first ones named', () => {
		const { submissions, rejected, rejectedCount } = parse([{}, ...Array(50).fill(1), {}]);
		expect(submissions).toHaveLength(2);
		expect(rejectedCount).toBe(50);
		expect(rejected.map(({ position }) => position)).toEqual(
			Array.from({ length: MAX_REJECTED }, (_, index) => index + 2),
		);
	});

	it('may hold so many entries, and no more', () => {
		const list = Array.from({ length: MAX_ENTRIES }, (_, n) => ({ n }));
		expect(parse(list).submissions).toHaveLength(MAX_ENTRIES);
		expect(parseSubmissions([...list, {}])).toBeUndefined();
		expect(parseSubmissions([...list, 1])).toBeUndefined();
	});
});

describe('hostile bodies', () => {
	const nested = (levels: number) =>
		JSON.parse(`${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`) as unknown;

	it('may be nested only so deep, in objects and in lists', () => {
		expect(parse(nested(MAX_DEPTH)).submissions).toHaveLength(1);
		expect(parse(nested(MAX_DEPTH + 1)).rejected).toEqual([
			{ position: 1, error: `Nested more than ${MAX_DEPTH} levels deep.` },
		]);
		expect(parse(nested(100_000)).submissions).toEqual([]);
		const lists = (levels: number) =>
			JSON.parse(`{"a":${'['.repeat(levels)}1${']'.repeat(levels)}}`);
		expect(parse(lists(MAX_DEPTH - 1)).submissions).toHaveLength(1);
		expect(parse(lists(MAX_DEPTH)).rejectedCount).toBe(1);
		expect(parse({ a: 1, b: nested(MAX_DEPTH), c: 1 }).rejectedCount).toBe(1);
	});

	it('lose the key __proto__ at every level, and change no prototype', () => {
		const text =
			'{"event":"A","__proto__":{"x":1},"a":[{"__proto__":{"x":1},"b":2}],"constructor":"c"}';
		for (const shape of ['flat', 'grouped', 'raw'] as const) {
			const json = JSON.stringify(toOutput(parseOne(JSON.parse(text)), shape));
			expect(json).not.toContain('__proto__');
			expect(json).toContain('"a":[{"b":2}]');
			expect(json).toContain('"constructor":"c"');
		}
		expect(({} as { x?: number }).x).toBeUndefined();
	});

	it('of a million keys are not copied where nothing is typed', () => {
		const submission = parseOne({ answer: 'x' });
		expect(toOutput(submission, 'flat')).toBe(submission.body);
	});

	it('may have keys that objects inherit', () => {
		const body = { event: 'A', toString: '1', hasOwnProperty: '2', valueOf: '3' };
		expect(toOutput(parseOne({ ...body }), 'flat')).toEqual(body);
	});
});

describe('properties', () => {
	const key = string().filter((text) => text !== '__proto__');
	const withoutProto = (value: unknown) => !JSON.stringify(value).includes('"__proto__"');
	const answers = dictionary(key, jsonValue({ maxDepth: 4 }).filter(withoutProto), {
		noNullPrototype: true,
	});
	const event = constantFrom('CompetitionEntrySuccess', 'PrizeAwarded', 'SomethingNew');

	it('parsing and showing never throw', () => {
		assert(
			property(anything({ withBigInt: true, withDate: true, withMap: true }), (value) => {
				for (const parsed of parse(value).submissions) {
					for (const shape of ['flat', 'grouped', 'raw'] as const) toOutput(parsed, shape);
				}
			}),
			{ seed: 20261124, numRuns: 2_000 },
		);
	});

	it('no key is lost, and text stays text', () => {
		const typed = new Set(['score', 'correct', 'optin']);
		assert(
			property(answers, event, (body, name) => {
				const sent = { ...body, event: name };
				const flat = toOutput(parseOne(copy(sent)), 'flat');
				expect(Object.keys(flat).sort()).toEqual(Object.keys(sent).sort());
				for (const [field, value] of Object.entries(sent)) {
					if (!typed.has(field)) expect(flat[field]).toEqual(copy(value));
				}
			}),
			{ seed: 20261124, numRuns: 1_000 },
		);
	});

	it('grouping loses no value', () => {
		const system = constantFrom(
			'card_id',
			'site_name',
			'offer_id',
			'prize_name',
			'submission_id',
			'x',
		);
		assert(
			property(array(system), answers, event, (keys, body, name) => {
				const sent = { ...body, ...Object.fromEntries(keys.map((k) => [k, `value of ${k}`])) };
				const grouped = JSON.stringify(
					toOutput(parseOne(copy({ ...sent, event: name })), 'grouped'),
				);
				for (const k of keys) expect(grouped).toContain(`"value of ${k}"`);
				for (const [k, value] of Object.entries(body)) {
					const replaced = (keys as string[]).includes(k);
					if (typeof value === 'string' && !replaced) {
						expect(grouped).toContain(JSON.stringify(value));
					}
				}
			}),
			{ seed: 20261124, numRuns: 1_000 },
		);
	});
});
