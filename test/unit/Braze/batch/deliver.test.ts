import * as fc from 'fast-check';

import type { HttpResult } from '../../../../nodes/Braze/api/response';
import { deliver } from '../../../../nodes/Braze/batch/deliver';
import type { Group, Limits, RequestObject } from '../../../../nodes/Braze/batch/types';
import { Spacing } from '../../../../nodes/Braze/batch/spacing';
import {
	response,
	delivery,
	event,
	LOST,
	object,
	OK,
	type Thing,
	world,
} from '../support/deliveryWorld';

/** Braze's partial failure: the good ones are taken, the bad ones named. */
const partial = (things: Thing[]): HttpResult => {
	const errors = things.flatMap(({ bad }, index) =>
		bad ? [{ type: 'is bad', input_array: 'attributes', index }] : [],
	);
	return response(errors.length === things.length ? 400 : 201, { message: 'success', errors });
};

describe('delivering', () => {
	it('accounts for every item, whichever objects are bad and however Braze says so', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.boolean(), { maxLength: 60 }),
				fc.integer({ min: 1, max: 9 }),
				fc.constantFrom('partial', 'refuses and names', 'refuses without a name'),
				async (bads, objects, manner) => {
					const stored: number[] = [];
					const { client, outcomes } = world((things) => {
						const anyBad = things.some(({ bad }) => bad);
						if (anyBad && manner === 'refuses without a name')
							return response(400, { message: 'no' });
						const reply = partial(things);
						if (anyBad && manner === 'refuses and names')
							return { ...reply, status: 400 } as HttpResult;
						stored.push(...things.filter(({ bad }) => !bad).map(({ n }) => n));
						return reply;
					});
					const groups: Group[] = bads.map((bad, n) => [object(n, {}, bad)]);
					await deliver([groups], delivery({ objects }), client, outcomes);
					const good = bads.flatMap((bad, n) => (bad ? [] : [n]));
					expect(stored.sort((a, b) => a - b)).toEqual(good);
					bads.forEach((bad, n) => expect(outcomes.errorsOf(n).length > 0).toBe(bad));
				},
			),
		);
	});

	it('sends nothing for nothing', async () => {
		const { client, outcomes, requests } = world(() => OK);
		await deliver([], delivery(), client, outcomes);
		await deliver([[]], delivery(), client, outcomes);
		expect(requests).toEqual([]);
	});

	it('takes a combined object apart when Braze refuses it', async () => {
		const { client, outcomes, requests } = world(partial);
		const whole = object(9, { items: [0, 1], parts: [object(0), object(1, {}, true)] }, true);
		await deliver([[[whole], [object(2)]]], delivery(), client, outcomes);
		expect(requests.flat().map(({ n }) => n)).toEqual([9, 2, 0, 1]);
		expect(outcomes.errorsOf(0)).toEqual([]);
		expect(outcomes.errorsOf(1)).toEqual(['attributes: is bad']);
	});

	it('waits as long as Braze asks, for all requests together', async () => {
		const { client, outcomes, waits, requests } = world((_things, call) =>
			call === 0 ? response(429, {}, { 'x-ratelimit-retry-after': '0.7' }) : OK,
		);
		await deliver([[[object(0)]]], delivery(), client, outcomes);
		expect(waits).toEqual([700]);
		expect(requests).toHaveLength(2);
		expect(outcomes.failed.size).toBe(0);
	});

	it('stops when Braze asks for a longer wait than allowed, and says how long', async () => {
		const { client, outcomes, requests } = world(() =>
			response(429, {}, { 'x-ratelimit-retry-after': '90' }),
		);
		const stages = [[[object(0)]], [[object(1)]]];
		await deliver(stages, delivery(), client, outcomes);
		expect(client.stopReason).toMatchObject({ retryAfterMs: 90_000 });
		expect(requests).toHaveLength(1);
		expect(outcomes.errorsOf(1)[0]).toMatch('Not sent');
	});

	it('stops at a refusal that every request would meet', async () => {
		const { client, outcomes, requests } = world(() => response(401), { parallelRequests: 1 });
		await deliver([[[object(0)], [object(1)]]], delivery({ objects: 1 }), client, outcomes);
		expect(client.stopReason?.message).toMatch('Check the key');
		expect(requests).toHaveLength(1);
		expect([...outcomes.failed]).toEqual([0, 1]);
	});

	it('retries what passes, then goes on with one try each until one succeeds', async () => {
		const { client, outcomes, requests } = world(
			(_things, call) => (call < 5 ? response(503) : OK),
			{
				parallelRequests: 1,
				maxRetries: 3,
			},
		);
		const stage = [0, 1, 2].map((n) => [object(n)]);
		await deliver([stage], delivery({ objects: 1 }), client, outcomes);
		expect(requests.map(([{ n }]) => n)).toEqual([0, 0, 0, 0, 1, 2]);
		expect([...outcomes.failed]).toEqual([0, 1]);
	});

	it('does not resend what may have been taken and would count twice, unless allowed', async () => {
		const stage = [[object(0), object(1, { array: 'events', idempotent: false })]];
		const careful = world((_things, call) => (call === 0 ? LOST : OK), { retryAmbiguous: false });
		await deliver([stage], delivery(), careful.client, careful.outcomes);
		expect(careful.requests.map((things) => things.map(({ n }) => n))).toEqual([[0, 1], [0]]);
		expect(careful.outcomes.errorsOf(0)).toEqual([]);
		expect(careful.outcomes.errorsOf(1)[0]).toMatch('unknown whether Braze accepted it');

		const bold = world((_things, call) => (call === 0 ? LOST : OK));
		await deliver([stage], delivery(), bold.client, bold.outcomes);
		expect(bold.requests).toHaveLength(2);
		expect(bold.outcomes.failed.size).toBe(0);
	});

	it('resends what cannot count twice, although ambiguous failures are not retried', async () => {
		const careful = { retryAmbiguous: false, maxRetries: 2 };
		const once = world((_things, call) => (call === 0 ? LOST : OK), careful);
		await deliver([[[object(0)]]], delivery(), once.client, once.outcomes);
		expect(once.requests).toHaveLength(2);
		expect(once.outcomes.failed.size).toBe(0);

		const always = world(() => LOST, careful);
		await deliver([[[object(0)]]], delivery(), always.client, always.outcomes);
		expect(always.requests).toHaveLength(3);
		expect(always.outcomes.errorsOf(0)[0]).not.toMatch('is off');
	});

	it('leaves all that a request held unknown when even the retries are lost', async () => {
		const { client, outcomes, requests } = world(() => LOST, { maxRetries: 2 });
		const mixed = [[object(0), object(1, { array: 'events', idempotent: false })]];
		await deliver([mixed], delivery(), client, outcomes);
		expect(requests).toHaveLength(3);
		expect([0, 1].map((item) => outcomes.takenOf(item))).toEqual([
			{ unknown: { attributes: true } },
			{ unknown: { events: true } },
		]);
		for (const item of [0, 1]) expect(outcomes.errorsOf(item)[0]).not.toMatch('is off');
	});

	it('resends without harm what never reached Braze', async () => {
		const refused: HttpResult = {
			kind: 'none',
			reached: false,
			reason: 'the connection was refused',
		};
		const { client, outcomes, requests } = world((_things, call) => (call === 0 ? refused : OK), {
			retryAmbiguous: false,
		});
		const stage = [[object(0, { array: 'events', idempotent: false })]];
		await deliver([stage], delivery(), client, outcomes);
		expect(requests).toHaveLength(2);
		expect(outcomes.failed.size).toBe(0);
	});

	it('reports an object too large for any request, alone', async () => {
		const { client, outcomes, requests } = world(() => OK);
		const large = object(0, { content: { n: 0, text: 'x'.repeat(3000) } });
		await deliver([[[large], [object(1)]]], delivery({ bytes: 2000 }), client, outcomes);
		expect(requests).toEqual([[{ n: 1 }]]);
		expect(outcomes.errorsOf(0)[0]).toMatch('MB that Braze accepts');
	});

	it('finishes a stage before it starts the next', async () => {
		const { client, outcomes, requests } = world((_things, call) =>
			call === 0 ? response(500) : OK,
		);
		await deliver([[[object(0)]], [[object(1)]]], delivery(), client, outcomes);
		expect(requests.map(([{ n }]) => n)).toEqual([0, 0, 1]);
	});

	it('sends what did not fit into one request after what did', async () => {
		const { client, outcomes, requests } = world(() => OK);
		const group = [object(0, { items: [0] }), ...[1, 2, 3].map((n) => event(n, 0, n))];
		await deliver([[group, [object(9)]]], delivery({ objects: 2 }), client, outcomes);
		expect(requests.map((things) => things.map(({ n }) => n))).toEqual([[0, 1], [9], [2, 3]]);
		expect(outcomes.takenOf(0)).toEqual({ attributes: true, events: [1, 2, 3] });
	});

	it('blames the object that Braze names by its array', async () => {
		const { client, outcomes } = world(() =>
			response(201, {
				message: 'success',
				errors: [{ type: 'no', input_array: 'events', index: 0 }],
			}),
		);
		const groups = [[object(0, { items: [0] })], [event(1, 1, 1)]];
		await deliver([groups], delivery(), client, outcomes);
		expect([outcomes.errorsOf(0), outcomes.errorsOf(1)]).toEqual([[], ['events: no']]);
	});

	it('tells all that Braze says about an object, under the name that its endpoint gives it', async () => {
		const errors = [
			{ type: 'bad time', input_array: 'events', index: 0 },
			{ type: 'bad name', input_array: 'events', index: 0 },
		];
		const { client, outcomes } = world(() => response(400, { errors }));
		const nameOf = ({ position }: RequestObject) => `event ${position}`;
		await deliver([[[event(0, 0, 7)]]], delivery({}, { nameOf }), client, outcomes);
		expect(outcomes.errorsOf(0)).toEqual(['event 7: bad time; bad name']);
	});

	it('tells two complaints of one request apart, and cuts a long one', async () => {
		const unnamed = ['first', 'x'.repeat(600)];
		const { client, outcomes } = world(() => response(201, { message: 'success' }));
		const errorsOf = () => ({ named: [], unnamed });
		await deliver([[[object(0)]]], delivery({}, { errorsOf }), client, outcomes);
		const [error] = outcomes.errorsOf(0);
		expect(error).toMatch(/^attributes: first; x+…$/);
		expect(error.length).toBeLessThan(520);
	});

	it('keeps what Braze answers about an object that it took, of no other', async () => {
		const { client, outcomes } = world(partial);
		const outputOf = (body: unknown) => ({ said: (body as { message: string }).message });
		const stage = [[object(0)], [object(1, {}, true)]];
		await deliver([stage], delivery({}, { outputOf }), client, outcomes);
		expect([outcomes.outputOf(0), outcomes.outputOf(1)]).toEqual([{ said: 'success' }, {}]);
	});
});

describe('a combined object', () => {
	const combined = (bad: number[]) =>
		object(
			9,
			{
				items: [0, 1, 2],
				parts: [0, 1, 2].map((n) => object(n, {}, bad.includes(n))),
			},
			bad.length > 0,
		);

	it.each([
		['naming it', partial],
		['without a name', (things: Thing[]) => (things.some(({ bad }) => bad) ? response(400) : OK)],
	])('that Braze refuses %s costs only its bad parts', async (_manner, braze) => {
		const { client, outcomes } = world(braze);
		await deliver([[[combined([1])], [object(5)]]], delivery(), client, outcomes);
		expect([0, 1, 2, 5].map((item) => outcomes.statusOf(item))).toEqual([
			'accepted',
			'rejected',
			'accepted',
			'accepted',
		]);
		expect(outcomes.takenOf(2)).toEqual({ attributes: true });
	});

	it('has its parts sent one after the other, since they are one user’s', async () => {
		const { client, outcomes, requests } = world(partial);
		await deliver([[[combined([0])]]], delivery(), client, outcomes);
		expect(requests.map((things) => things.map(({ n }) => n))).toEqual([[9], [0], [1], [2]]);
	});

	it('is sent once if Braze takes it', async () => {
		const { client, outcomes, requests } = world(() => OK);
		await deliver([[[combined([])]]], delivery(), client, outcomes);
		expect(requests).toHaveLength(1);
		expect([0, 1, 2].map((item) => outcomes.takenOf(item))).toEqual(
			Array(3).fill({ attributes: true }),
		);
	});
});

describe('a smaller limit than documented', () => {
	const stageOf = (count: number, extra: object = {}): Group[] =>
		Array.from({ length: count }, (_, n) => [object(n, { content: { n, ...extra } })]);

	it.each([
		'Max Input Length Exceeded',
		'The max number of external_ids and aliases per request was exceeded',
		'a single request may not contain more than 50 merge updates',
	])('of objects (%s) is met by what was made already, and kept', async (message) => {
		const { client, outcomes, requests } = world(
			(things) => (things.length > 50 ? response(400, { message }) : OK),
			{ parallelRequests: 1 },
		);
		await deliver([stageOf(500)], delivery(), client, outcomes);
		expect(outcomes.failed.size).toBe(0);
		expect(requests.map(({ length }) => length)).toEqual([
			...[75, 50, 25],
			// Was made while the one before was under way.
			...[75, 50, 25],
			...Array<number>(7).fill(50),
		]);
	});

	it('that is one object for all arrays together is found, too', async () => {
		const { client, outcomes, requests } = world(
			(things) =>
				things.length > 2 ? response(400, { message: 'Max Input Length Exceeded' }) : OK,
			{ parallelRequests: 1 },
		);
		const stage: Group[] = Array.from({ length: 12 }, (_, n) => [object(n), event(100 + n, n, 1)]);
		await deliver([stage], delivery({ objects: 12, per: 'array' }), client, outcomes);
		expect(outcomes.failed.size).toBe(0);
		expect(requests.flat().filter(({ n }) => n < 100).length).toBeGreaterThanOrEqual(12);
	});

	it('is no reason to split for ever', async () => {
		const { client, outcomes, requests } = world(() =>
			response(400, { message: 'Max Input Length Exceeded' }),
		);
		await deliver([stageOf(3)], delivery(), client, outcomes);
		expect(requests.length).toBeLessThan(8);
		expect(outcomes.errorsOf(1)).toEqual(['attributes: Max Input Length Exceeded']);
	});

	it('of bytes is found by halves, and kept', async () => {
		const most = 300_000;
		const { client, outcomes, requests } = world(
			(_things, _call, body) => (body.length > most ? response(413) : OK),
			{ parallelRequests: 1 },
		);
		await deliver([stageOf(1000, { text: 'x'.repeat(20_000) })], delivery(), client, outcomes);
		expect(outcomes.failed.size).toBe(0);
		// 14 objects fit into a request; a limit that is met each time would cost as many refusals.
		expect(requests.length).toBeLessThan(1000 / 7 + 20);
	});

	it('of bytes is the object’s own fate when it is alone', async () => {
		const { client, outcomes } = world((_things, _call, body) =>
			body.length > 1000 ? response(413, { message: 'too large' }) : OK,
		);
		const large = object(1, { content: { n: 1, text: 'x'.repeat(1000) } });
		await deliver([[[object(0)], [large], [object(2)]]], delivery(), client, outcomes);
		expect([...outcomes.failed]).toEqual([1]);
		expect(outcomes.errorsOf(1)).toEqual(['attributes: too large']);
	});

	it('costs no search, so that bad objects are still found', async () => {
		const { client, outcomes } = world((things) => {
			if (things.length > 1) return response(413);
			return things.some(({ bad }) => bad) ? response(400, { message: 'no' }) : OK;
		});
		const stage = Array.from({ length: 600 }, (_, n): Group => [object(n, {}, n % 100 === 7)]);
		await deliver([stage], delivery(), client, outcomes);
		expect([...outcomes.failed].sort((a, b) => a - b)).toEqual([7, 107, 207, 307, 407, 507]);
	});
});

describe('a request refused without a name', () => {
	it('is searched with a budget, after which nobody carries the error of another', async () => {
		const { client, outcomes, requests } = world(
			(things) => (things.some(({ bad }) => bad) ? response(400, { message: 'odd' }) : OK),
			{ parallelRequests: 1 },
		);
		// Of each request half is bad, so that a search through all takes far more than the budget.
		const stage = Array.from({ length: 750 }, (_, n): Group => [object(n, {}, n % 2 === 0)]);
		await deliver([stage], delivery(), client, outcomes);
		expect(requests.length).toBeLessThan(260);
		const good = stage.map((_, n) => n).filter((n) => n % 2 === 1);
		const errors = good.flatMap((n) => outcomes.errorsOf(n));
		expect(errors.length).toBeGreaterThan(100);
		expect(new Set(errors.map((text) => text.replace(/\d+/, 'N')))).toEqual(
			new Set([
				'attributes: Braze rejected a request with N objects without saying which of them is wrong: odd',
			]),
		);
		expect(outcomes.errorsOf(0)).toEqual(['attributes: odd']);
	});

	it('because of something that is wrong with all is not searched', async () => {
		const { client, outcomes, requests } = world(() => response(400, { message: 'No campaign' }));
		const errorsOf = () => ({ named: [], unnamed: [], withAll: 'No campaign' });
		const stage = [[object(0)], [object(1)]];
		await deliver([stage], delivery({}, { errorsOf }), client, outcomes);
		expect(requests).toHaveLength(1);
		expect([0, 1].map((item) => outcomes.errorsOf(item))).toEqual(Array(2).fill(['No campaign']));
	});
});

describe('a good status that says something is wrong', () => {
	const bodies: Array<[string, object, string]> = [
		['a text among the errors', { message: 'success', errors: ['odd'] }, 'odd'],
		['errors that are no list', { message: 'success', errors: 'odd' }, 'odd'],
		[
			'an index out of range',
			{ errors: [{ type: 'odd', input_array: 'attributes', index: 9 }] },
			'odd',
		],
	];

	it.each(bodies)('with %s is a warning to each of several objects', async (_, body, words) => {
		const { client, outcomes } = world(() => response(201, body));
		await deliver([[[object(0)], [object(1)]]], delivery(), client, outcomes);
		for (const item of [0, 1]) {
			expect(outcomes.statusOf(item)).toBe('accepted');
			expect(outcomes.warningsOf(item)).toEqual([
				`Braze accepted the request with a message: ${words}`,
			]);
		}
	});

	it.each(bodies)('with %s is an object’s own if it is alone', async (_, body, words) => {
		const { client, outcomes } = world(() => response(201, body));
		await deliver([[[object(0)]]], delivery(), client, outcomes);
		expect(outcomes.statusOf(0)).toBe('rejected');
		expect(outcomes.errorsOf(0)).toEqual([`attributes: ${words}`]);
	});

	it('with another message leaves open what came of several objects', async () => {
		const { client, outcomes } = world(() => response(201, { message: 'Something odd' }));
		await deliver([[[object(0)], [object(1)]]], delivery(), client, outcomes);
		for (const item of [0, 1]) {
			expect(outcomes.takenOf(item)).toEqual({ unknown: { attributes: true } });
			expect(outcomes.errorsOf(item)).toEqual([
				'attributes: it is unknown whether Braze accepted it; its message for the whole request was: Something odd',
			]);
		}
	});

	it('with another message refuses an object that is alone', async () => {
		const { client, outcomes } = world(() => response(201, { message: 'Something odd' }));
		await deliver([[[object(0)]]], delivery(), client, outcomes);
		expect(outcomes.errorsOf(0)).toEqual(['attributes: Something odd']);
	});

	it('says no more than 500 characters of it', async () => {
		const { client, outcomes } = world(() => response(201, { errors: ['x'.repeat(501)] }));
		await deliver([[[object(0)], [object(1)]], [[object(2)]]], delivery(), client, outcomes);
		const said = `${'x'.repeat(499)}…`;
		expect(outcomes.warningsOf(0)).toEqual([`Braze accepted the request with a message: ${said}`]);
		expect(outcomes.errorsOf(2)).toEqual([`attributes: ${said}`]);
		const exact = world(() => response(201, { errors: ['x'.repeat(500)] }));
		await deliver([[[object(0)]]], delivery(), exact.client, exact.outcomes);
		expect(exact.outcomes.errorsOf(0)).toEqual([`attributes: ${'x'.repeat(500)}`]);
	});

	it('leaves the objects beside a named one alone, with the rest as warnings', async () => {
		const errors = ['odd', { type: 'bad', input_array: 'attributes', index: 1 }];
		const { client, outcomes } = world(() => response(201, { errors }));
		await deliver([[[object(0)], [object(1)]]], delivery(), client, outcomes);
		expect(outcomes.statusOf(0)).toBe('accepted');
		expect(outcomes.warningsOf(0)).toEqual(['Braze accepted the request with a message: odd']);
		expect(outcomes.errorsOf(1)).toEqual(['attributes: bad']);
	});

	it('with another message beside a named object is about that one', async () => {
		const errors = [{ type: 'bad', input_array: 'attributes', index: 0 }];
		const body = { message: 'Something odd', errors };
		const several = world((things) => (things.length > 1 ? response(201, body) : OK));
		await deliver([[[object(0)], [object(1)]]], delivery(), several.client, several.outcomes);
		expect([0, 1].map((item) => several.outcomes.errorsOf(item))).toEqual([
			['attributes: bad'],
			[],
		]);
		expect(several.outcomes.statusOf(1)).toBe('accepted');
		const alone = world(() => response(201, body));
		await deliver([[[object(0)]]], delivery(), alone.client, alone.outcomes);
		expect(alone.outcomes.errorsOf(0)).toEqual(['attributes: bad']);
	});

	it('with several messages quotes them all', async () => {
		const body = { message: 'Something odd', errors: ['too many'] };
		const { client, outcomes } = world(() => response(201, body));
		await deliver([[[object(0)], [object(1)]]], delivery(), client, outcomes);
		expect(outcomes.errorsOf(0)[0]).toMatch(/ was: Something odd; too many$/);
	});

	it('that cannot be read leaves open what came of its objects, and costs no others', async () => {
		const errorsOf = (_: unknown, objects: readonly RequestObject[]) => {
			if (objects[0].items[0] === 0) throw new Error('no list');
			return { named: [], unnamed: [] };
		};
		const { client, outcomes } = world(() => OK);
		const to = delivery({ objects: 1 }, { errorsOf });
		await deliver([[[object(0)], [object(1)]]], to, client, outcomes);
		expect(outcomes.errorsOf(0)).toEqual([
			"Braze's response could not be read, so it is unknown what it accepted.",
		]);
		expect(outcomes.takenOf(0)).toEqual({ unknown: { attributes: true } });
		expect(outcomes.statusOf(1)).toBe('accepted');
	});

	it('that says that nothing was done refuses all of them', async () => {
		const errorsOf = () => ({ named: [], unnamed: [], undone: 'Nothing was sent.' });
		const { client, outcomes } = world(() => OK);
		const to = delivery({}, { errorsOf });
		await deliver([[[object(0)], [object(1)]]], to, client, outcomes);
		for (const item of [0, 1]) {
			expect(outcomes.statusOf(item)).toBe('rejected');
			expect(outcomes.errorsOf(item)).toEqual(['Nothing was sent.']);
		}
	});

	it('names ten of many complaints, each once, and counts the others', async () => {
		const errors = Array.from({ length: 5_000 }, (_, n) => `odd ${n % 4_000}`);
		const { client, outcomes } = world(() => response(201, { errors }));
		await deliver([[[object(0)], [object(1)]]], delivery(), client, outcomes);
		const said = [...Array.from({ length: 10 }, (_, n) => `odd ${n}`), '… and 3,990 more'];
		for (const item of [0, 1]) {
			expect(outcomes.warningsOf(item)).toEqual(
				said.map((one) => `Braze accepted the request with a message: ${one}`),
			);
		}
	});

	it.each(['success', 'Success', 'queued', ''])('is not %j', async (message) => {
		const { client, outcomes } = world(() => response(202, { message }));
		await deliver([[[object(0)], [object(1)]], [[object(2)]]], delivery(), client, outcomes);
		expect(outcomes.failed.size).toBe(0);
		expect([0, 1, 2].flatMap((item) => outcomes.warningsOf(item))).toEqual([]);
	});

	it('says all that is said about an object', async () => {
		const errorsOf = (_: unknown, [object]: readonly RequestObject[]) => ({
			named: [
				{ object, message: 'too long' },
				{ object, message: 'no name' },
			],
			unnamed: [],
		});
		const { client, outcomes } = world(() => OK);
		await deliver([[[object(0)]]], delivery({}, { errorsOf }), client, outcomes);
		expect(outcomes.errorsOf(0)).toEqual(['attributes: too long; no name']);
	});

	it('says no more once that is as long as an error may be', async () => {
		const errorsOf = (_: unknown, [object]: readonly RequestObject[]) => ({
			named: [
				{ object, message: 'x'.repeat(500) },
				{ object, message: 'no name' },
			],
			unnamed: [],
		});
		const { client, outcomes } = world(() => OK);
		await deliver([[[object(0)]]], delivery({}, { errorsOf }), client, outcomes);
		expect(outcomes.errorsOf(0)).toEqual([`attributes: ${'x'.repeat(499)}…`]);
	});
});

describe('an item of several objects', () => {
	it('is taken in part when Braze refuses one of them', async () => {
		const { client, outcomes } = world((things) => {
			const events = things.filter(({ n }) => n > 0);
			const index = events.findIndex(({ bad }) => bad);
			return response(201, { errors: [{ type: 'no', input_array: 'events', index }] });
		});
		const group = [object(0, { items: [0] }), event(1, 0, 1), event(2, 0, 2, true)];
		await deliver([[group]], delivery(), client, outcomes);
		expect(outcomes.statusOf(0)).toBe('partial');
		expect(outcomes.takenOf(0)).toEqual({ attributes: true, events: [1] });
	});

	it('has an unknown fate where nobody knows', async () => {
		const { client, outcomes } = world((_things, call) => (call === 0 ? LOST : OK), {
			retryAmbiguous: false,
		});
		const group = [object(0, { items: [0] }), event(1, 0, 1)];
		await deliver([[group]], delivery(), client, outcomes);
		expect(outcomes.statusOf(0)).toBe('partial');
		expect(outcomes.takenOf(0)).toEqual({ attributes: true, unknown: { events: [1] } });
		expect(outcomes.errorsOf(0)[0]).toMatch(/^events: .*"Send Again If Unsure" is off/);
	});

	it('is rejected, of unknown fate, where sending it again does no harm', async () => {
		const { client, outcomes } = world(() => LOST, { maxRetries: 0 });
		await deliver([[[object(0)], [event(1, 1, 1)]]], delivery({ objects: 1 }), client, outcomes);
		expect([0, 1].map((item) => [outcomes.statusOf(item), outcomes.takenOf(item)])).toEqual([
			['rejected', { unknown: { attributes: true } }],
			['partial', { unknown: { events: [1] } }],
		]);
	});
});

describe('any Braze', () => {
	it('leaves no item accepted that it does not have, and none rejected that it has', async () => {
		const limit: fc.Arbitrary<Limits> = fc.record({
			objects: fc.integer({ min: 1, max: 8 }),
			per: fc.constantFrom('request' as const, 'array' as const),
			bytes: fc.constant(4_000_000),
		});
		const group = fc.record({
			attributes: fc.constantFrom('none', 'good', 'bad'),
			events: fc.array(fc.boolean(), { maxLength: 4 }),
		});
		const manner = fc.record({
			most: fc.integer({ min: 1, max: 8 }),
			names: fc.boolean(),
			whole: fc.boolean(),
			lost: fc.array(fc.nat({ max: 12 }), { maxLength: 2 }),
			applies: fc.boolean(),
			deniedFrom: fc.option(fc.nat({ max: 6 }), { nil: Infinity }),
			retryAmbiguous: fc.boolean(),
		});
		await fc.assert(
			fc.asyncProperty(
				fc.array(group, { maxLength: 12 }),
				limit,
				manner,
				async (items, limits, how) => {
					const had = new Map<number, number>();
					const apply = (things: Thing[]) => {
						for (const { n, bad } of things) if (!bad) had.set(n, (had.get(n) ?? 0) + 1);
					};
					const respond = (things: Thing[], call: number, body: string) => {
						const arrays = Object.entries(JSON.parse(body) as Record<string, Thing[]>);
						if (call >= how.deniedFrom) return response(401);
						if (things.length > how.most) {
							return response(400, { message: 'Max Input Length Exceeded' });
						}
						const errors = arrays.flatMap(([input_array, all]) =>
							all.flatMap(({ bad }, index) => (bad ? [{ type: 'no', input_array, index }] : [])),
						);
						if (errors.length === 0) return OK;
						if (!how.names) return response(400, { message: 'no' });
						if (how.whole || errors.length === things.length) return response(400, { errors });
						return response(201, { errors });
					};
					const { client, outcomes } = world(
						(things, call, body) => {
							const isLost = how.lost.includes(call);
							const reply = respond(things, call, body);
							const isTaken = reply.kind === 'response' && reply.status === 201;
							if (isTaken && (!isLost || how.applies)) apply(things);
							return isLost ? LOST : reply;
						},
						{ retryAmbiguous: how.retryAmbiguous, maxRetries: 1, parallelRequests: 2 },
					);
					const stage = items.map(({ attributes, events }, item): Group => [
						...(attributes === 'none'
							? []
							: [object(item * 10, { items: [item] }, attributes === 'bad')]),
						...events.map((bad, index) => event(item * 10 + index + 1, item, index + 1, bad)),
					]);
					await deliver([stage], delivery(limits), client, outcomes);
					stage.forEach((objects, item) => {
						const has = objects.map((_, index) =>
							had.has(item * 10 + index + (objects[0].array === 'events' ? 1 : 0)),
						);
						const status = outcomes.statusOf(item);
						if (status === 'accepted') expect(has).toEqual(objects.map(() => true));
						if (status === 'rejected') {
							const counting = objects.map(({ idempotent }, index) => !idempotent && has[index]);
							expect(counting).toEqual(objects.map(() => false));
						}
						const { events = [], unknown = {} } = outcomes.takenOf(item) as {
							events?: number[];
							unknown?: { events?: number[] };
						};
						const known = new Set([...events, ...(unknown.events ?? [])]);
						objects.forEach(({ position }, index) => {
							if (position === undefined) return;
							if (events.includes(position)) expect(has[index]).toBe(true);
							if (has[index]) expect(known.has(position)).toBe(true);
							if (!how.retryAmbiguous) {
								expect(had.get(item * 10 + position) ?? 0).toBeLessThanOrEqual(1);
							}
						});
					});
				},
			),
			{ numRuns: 300, seed: 1 },
		);
	});
});

describe('stages that Braze wants apart', () => {
	it('are sent with a pause between them, and none before the first', async () => {
		const { client, outcomes, requests, waits } = world(() => OK);
		const apart = { ...delivery(), spacing: new Spacing(1100) };
		await deliver([[[object(0)]], [[object(1)]]], apart, client, outcomes);
		await deliver([[[object(2)]]], apart, client, outcomes);
		expect(requests).toHaveLength(3);
		expect(waits).toEqual([1100, 1100]);
	});

	it('do not wait once nothing is sent any more', async () => {
		const { client, outcomes, waits } = world(() => response(401));
		const apart = { ...delivery(), spacing: new Spacing(1100) };
		await deliver([[[object(0)]], [[object(1)]]], apart, client, outcomes);
		expect(waits).toEqual([]);
	});
});
