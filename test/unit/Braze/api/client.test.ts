import * as fc from 'fast-check';

import { Client, type ClientSettings, type Sending } from '../../../../nodes/Braze/api/client';
import type { HttpResult } from '../../../../nodes/Braze/api/response';
import { type Limited, sendAll } from '../../../support/limitedBraze';
import { VirtualClock } from '../../../support/virtualClock.mts';

const START = Date.parse('2026-03-01T12:00:00Z');

const response = (status: number, body: unknown = {}, headers = {}): HttpResult => ({
	kind: 'response',
	status,
	headers,
	body,
});
const OK = response(201, { message: 'success' });
const CUT: HttpResult = { kind: 'none', reached: true, reason: 'the connection was closed' };
const UNREACHED: HttpResult = {
	kind: 'none',
	reached: false,
	reason: 'the connection was refused',
};

const sending = (extra: Partial<Sending> = {}): Sending => ({
	request: { method: 'POST', path: '/users/track', body: '{}' },
	permission: 'users.track',
	idempotent: true,
	...extra,
});

/** A client of a server that answers in turn, or by a function of the call's number. */
function open(
	replies: readonly HttpResult[] | ((call: number) => HttpResult | Promise<HttpResult>),
	settings: Partial<ClientSettings> = {},
) {
	const clock = new VirtualClock(START);
	let calls = 0;
	const client = new Client(
		{
			restEndpoint: 'https://rest.example.com',
			transmit: async () => {
				const call = calls++;
				return await (typeof replies === 'function'
					? replies(call)
					: replies[Math.min(call, replies.length - 1)]);
			},
			sleep: clock.sleep,
			now: clock.now,
			random: () => 1,
		},
		{ parallelRequests: 4, maxRetries: 3, maxWait: 20_000, retryAmbiguous: true, ...settings },
	);
	return {
		client,
		clock,
		calls: () => calls,
		send: async (extra?: Partial<Sending>) => await clock.run(client.send(sending(extra))),
	};
}

describe('a request', () => {
	it('that Braze takes gives its response', async () => {
		const { send, calls, clock } = open([response(201, { message: 'success' }, { link: 'x' })]);
		expect(await send()).toEqual({
			kind: 'taken',
			body: { message: 'success' },
			headers: { link: 'x' },
		});
		expect(calls()).toBe(1);
		expect(clock.waits).toEqual([]);
	});

	it('that Braze refuses is not sent again', async () => {
		const { send, calls, client } = open([response(400, { message: 'No Recipients' })]);
		expect(await send()).toEqual({
			kind: 'refused',
			message: 'No Recipients',
			status: 400,
			body: { message: 'No Recipients' },
		});
		expect(calls()).toBe(1);
		expect(client.stopReason).toBeUndefined();
	});

	it('that fails is sent again after a wait that grows, as often as allowed', async () => {
		const { send, calls, clock } = open([response(500)]);
		expect(await send()).toEqual({
			kind: 'unknown',
			message: 'Braze had a server error (status 500). Tried 4 times. Run the items again later.',
			tries: 4,
		});
		expect(calls()).toBe(4);
		expect(clock.waits).toEqual([500, 1000, 2000]);
	});

	it('that may have been taken before it is refused says so', async () => {
		const refused = response(400, { message: 'No Recipients' });
		expect(await open([CUT, refused]).send()).toMatchObject({ kind: 'refused', mayBeTaken: true });
		expect(await open([CUT, OK]).send()).toEqual({
			kind: 'taken',
			body: { message: 'success' },
			headers: {},
		});
	});

	it.each([
		[UNREACHED, 'Tried 4 times.'],
		[response(500), 'Tried 4 times. Run the items again later.'],
		[response(408), 'Tried 4 times.'],
	])(
		'that fails each time says how often, and to come back where Braze is down',
		async (given, end) => {
			const { message } = (await open([given]).send()) as { message: string };
			expect(message.slice(message.indexOf('Tried'))).toBe(end);
		},
	);

	it('whose response cannot be read may have been taken', async () => {
		const body = {
			get message(): string {
				throw new Error('unreadable');
			},
		};
		expect(await open([response(201, body)], { maxRetries: 0 }).send()).toEqual({
			kind: 'unknown',
			message: "Braze's response could not be read. Tried once.",
			tries: 1,
		});
	});

	it('is not sent again without retries', async () => {
		for (const given of [response(500), response(429), UNREACHED]) {
			const { send, calls } = open([given], { maxRetries: 0 });
			expect((await send()).kind).not.toBe('taken');
			expect(calls()).toBe(1);
		}
	});

	it('that never reached Braze has failed, whatever may be resent', async () => {
		const { send, calls } = open([UNREACHED], { retryAmbiguous: false });
		expect(await send({ idempotent: false })).toEqual({
			kind: 'failed',
			message: expect.stringContaining('Nothing was sent.') as string,
		});
		expect(calls()).toBe(4);
	});

	it('waits no longer than allowed', async () => {
		const { send, clock } = open([response(503), OK], { maxWait: 100 });
		expect(await send()).toMatchObject({ kind: 'taken' });
		expect(clock.waits).toEqual([100]);
	});

	it.each([
		['the connection broke', CUT],
		['the server failed', response(502)],
		['the response is not Braze’s', response(200, { hello: 'world' })],
	])('that would count twice is sent once, if so chosen: %s', async (_case, given) => {
		const { send, calls } = open([given], { retryAmbiguous: false });
		const { kind, message } = (await send({ idempotent: false })) as {
			kind: string;
			message: string;
		};
		expect(kind).toBe('unknown');
		expect(message).toMatch(
			/\. It is unknown whether Braze accepted it, so it was not sent again$/,
		);
		expect(calls()).toBe(1);
	});

	it.each<[string, HttpResult[], number]>([
		['denied', [CUT, response(401)], 2],
		['limited for too long', [CUT, response(429, {}, { 'retry-after': '21' })], 2],
		['limited too often', [CUT, response(429)], 4],
		['lost again', [CUT], 4],
	])(
		'that may have been taken, and then is %s, was sent so many times',
		async (_case, replies, tries) => {
			const { send, calls } = open(replies);
			expect(await send()).toMatchObject({ kind: 'unknown', tries });
			expect(calls()).toBe(tries);
		},
	);

	it('that may have been taken and is not sent again was sent once', async () => {
		const { send } = open([CUT], { retryAmbiguous: false });
		expect(await send({ idempotent: false })).toMatchObject({ kind: 'unknown', tries: 1 });
	});

	it('waits as long as allowed, and not longer', async () => {
		const limited = (seconds: string) => response(429, {}, { 'retry-after': seconds });
		expect((await open([limited('20'), OK]).send()).kind).toBe('taken');
		expect((await open([limited('21'), OK]).send()).kind).toBe('stopped');
	});

	it('that fails keeps all others back, if the server says how long', async () => {
		const { client, clock, calls } = open([response(503, {}, { 'retry-after': '5' }), OK]);
		const first = client.send(sending());
		await clock.run(clock.delay(1000));
		const second = client.send(sending());
		await clock.run(clock.delay(3999));
		expect(calls()).toBe(1);
		await clock.run(Promise.all([first, second]));
		expect(calls()).toBe(3);
	});

	it('that fails makes fewer go at once', async () => {
		const { client, clock, calls } = open(() => new Promise((end) => ends.push(end)), {
			parallelRequests: 100,
		});
		const ends: Array<(given: HttpResult) => void> = [];
		for (let sent = 0; sent < 20; sent++) void client.send(sending());
		await clock.run(clock.delay(0));
		expect(calls()).toBe(8);
		for (const end of ends.splice(0)) end(response(503));
		await clock.run(clock.delay(0));
		expect(calls()).toBe(8 + 4);
	});

	it('whose content was sent before waits first, and has so many retries less', async () => {
		const { send, calls, clock } = open([CUT], { maxRetries: 2 });
		expect(await send({ earlierTries: 1 })).toMatchObject({ kind: 'unknown', tries: 3 });
		expect(calls()).toBe(2);
		expect(clock.waits).toEqual([500, 1000]);
	});

	it('waits as long as a failing server asks, and all others with it', async () => {
		const { clock, client, calls } = open((call) =>
			call === 0 ? response(503, {}, { 'retry-after': '7' }) : OK,
		);
		const both = Promise.all([
			client.send(sending()),
			clock.delay(10).then(async () => await client.send(sending())),
		]);
		expect(await clock.run(both)).toMatchObject([{ kind: 'taken' }, { kind: 'taken' }]);
		expect(clock.now()).toBe(START + 7000);
		expect(calls()).toBe(3);
	});

	it('does not take the reset of a limit that was not met for a wait', async () => {
		const { send, clock } = open([response(500, {}, { 'x-ratelimit-reset': '15' }), OK]);
		expect(await send()).toMatchObject({ kind: 'taken' });
		expect(clock.waits).toEqual([500]);
	});
});

describe('a rate limit', () => {
	it.each([
		[{ 'x-ratelimit-retry-after': '7' }, 7000],
		[{ 'retry-after': '3' }, 3000],
		[{ 'x-ratelimit-reset': '9' }, 9000],
		[{}, 500],
	])('is waited out: %j', async (headers, expected) => {
		const { send, clock, calls } = open([response(429, {}, headers), OK]);
		expect(await send()).toMatchObject({ kind: 'taken' });
		expect(clock.waits).toEqual([expected]);
		expect(calls()).toBe(2);
	});

	it('is told by Braze’s clock, whatever this machine’s says', async () => {
		for (const off of [-300, -3, 0, 3, 300]) {
			const { send, clock } = open((call) =>
				call > 0
					? OK
					: response(
							429,
							{},
							{
								date: new Date(clock.now() + off * 1000).toUTCString(),
								'x-ratelimit-reset': String(clock.now() / 1000 + off + 5),
							},
						),
			);
			expect(await send()).toMatchObject({ kind: 'taken' });
			expect(clock.waits).toEqual([5000]);
		}
	});

	it('whose wait proved too short is waited for longer', async () => {
		const { send, clock } = open((call) =>
			call < 3 ? response(429, {}, { 'retry-after': '1' }) : OK,
		);
		expect(await send()).toMatchObject({ kind: 'taken' });
		expect(clock.waits).toEqual([1000, 2000, 4000]);
	});

	it.each([['0'], ['999999'], ['1000000001'], ['99999999999']])(
		'whose reset cannot be (%s) does not end it',
		async (reset) => {
			const { send, clock } = open([response(429, {}, { 'x-ratelimit-reset': reset }), OK]);
			expect(await send()).toMatchObject({ kind: 'taken' });
			expect(clock.waits).toEqual([500]);
		},
	);

	it('that lasts longer than allowed stops the client', async () => {
		const { send, client, calls } = open([response(429, {}, { 'retry-after': '21' })]);
		const message =
			'Braze\'s rate limit was reached. Braze asks to wait 21 seconds, but the option "Max Wait" allows only 20 seconds.';
		expect(await send()).toEqual({ kind: 'stopped', message });
		expect(client.stopReason).toEqual({ message, retryAfterMs: 21_000 });
		expect(await send()).toEqual({ kind: 'stopped', message: `Not sent: ${message}` });
		expect(calls()).toBe(1);
	});

	it('that lasts just as long as allowed is waited for', async () => {
		const { send, clock } = open([response(429, {}, { 'retry-after': '20' }), OK]);
		expect(await send()).toMatchObject({ kind: 'taken' });
		expect(clock.waits).toEqual([20_000]);
	});

	it('that lasts just as long as allowed, once too often, names the retries', async () => {
		const { send } = open([response(429, {}, { 'retry-after': '20' })], { maxRetries: 0 });
		expect((await send()) as unknown).toMatchObject({
			message: expect.stringContaining('reached it 1 times') as string,
		});
	});

	it('that does not end stops the client when the retries are spent', async () => {
		const { send, client, calls } = open([response(429)]);
		expect(await send()).toEqual({
			kind: 'stopped',
			message:
				'Braze\'s rate limit was reached. One request reached it 4 times, and the option "Max Retries" allows no more.',
		});
		expect(calls()).toBe(4);
		expect(client.stopReason?.retryAfterMs).toBe(0);
	});
});

describe('the figures of a client', () => {
	it('count requests were sent again, and rate limits with their waits', async () => {
		const { send, client } = open([
			response(429, {}, { 'retry-after': '5' }),
			response(500),
			response(429, {}, { 'retry-after': '7' }),
			OK,
		]);
		expect(client.statistics).toEqual({ requests: 0, rateLimits: 0, waited: 0 });
		await send();
		// (What was asked and proved too short is doubled.)
		expect(client.statistics).toEqual({ requests: 4, rateLimits: 2, waited: 5_000 + 14_000 });
	});

	it('count a limit once that requests meet together', async () => {
		const { client, clock } = open((call) =>
			call < 3 ? response(429, {}, { 'retry-after': '2' }) : OK,
		);
		await clock.run(Promise.all([1, 2, 3].map(async () => await client.send(sending()))));
		expect(client.statistics).toMatchObject({ requests: 6, rateLimits: 1 });
	});
});

describe('a client', () => {
	it('stops at what every request would meet', async () => {
		const { client, clock, calls } = open([response(403)], { parallelRequests: 1 });
		const responses = await clock.run(
			Promise.all([0, 1, 2].map(async () => await client.send(sending()))),
		);
		expect(calls()).toBe(1);
		expect(client.stopReason?.status).toBe(403);
		expect(responses.map(({ kind }) => kind)).toEqual(['stopped', 'stopped', 'stopped']);
		expect(responses[0]).toMatchObject({
			message: expect.not.stringMatching('^Not sent') as string,
		});
		expect(responses[2]).toMatchObject({ message: expect.stringMatching('^Not sent: ') as string });
	});

	it('gives requests one try each after one failed for good, until one succeeds', async () => {
		const { send, calls } = open((call) => ([4, 8].includes(call) ? OK : response(503)));
		expect((await send()).kind).toBe('unknown');
		expect(calls()).toBe(4);
		expect((await send()).kind).toBe('taken');
		expect((await send()).kind).toBe('taken');
		expect(calls()).toBe(9);
	});

	it('has as many requests under way as it may, and no more', async () => {
		let underWay = 0;
		let most = 0;
		const { client, clock, calls } = open(
			async () => {
				most = Math.max(most, ++underWay);
				await clock.delay(100);
				underWay--;
				return OK;
			},
			{ parallelRequests: 3 },
		);
		const work = async () => void (await client.send(sending()));
		await clock.run(client.forEach(Array.from({ length: 9 }), work));
		expect(calls()).toBe(9);
		expect(most).toBe(3);
		expect(clock.now()).toBe(START + 300);
	});

	it('makes one entry ahead of those that are sent', async () => {
		const { client, clock } = open(
			async () => {
				await clock.delay(10);
				return OK;
			},
			{ parallelRequests: 2 },
		);
		let made = 0;
		let finished = 0;
		let most = 0;
		function* entries() {
			for (; made < 6;) {
				most = Math.max(most, ++made - finished);
				yield made;
			}
		}
		await clock.run(
			client.forEach(entries(), async () => {
				await client.send(sending());
				finished++;
			}),
		);
		expect(finished).toBe(6);
		expect(most).toBe(3);
	});

	it('ends with the execution, whoever waits', async () => {
		const cancelled = new Error('cancelled');
		const { client, clock } = open(async (call) => {
			await clock.delay(10);
			if (call > 0) throw cancelled;
			return response(429);
		});
		const all = Promise.allSettled(
			[0, 1, 2, 3, 4, 5].map(async () => await client.send(sending())),
		);
		for (const result of await clock.run(all)) {
			expect(result).toEqual({ status: 'rejected', reason: cancelled });
		}
	});
});

describe('what may count twice', () => {
	const counted = async (
		replies: readonly HttpResult[],
		extra: Partial<Sending>,
		maxRetries = 3,
	) => {
		const { send, client } = open(replies, { maxRetries });
		await send(extra);
		await send(extra);
		return client.mayCountTwice;
	};
	const counting = { idempotent: false, objects: 5 };

	it('is counted, each request once', async () => {
		expect(await counted([CUT, OK, OK], counting)).toBe(5);
		expect(await counted([CUT, response(502), OK], counting)).toBe(5);
		expect(await counted([response(200, 'OK'), OK, CUT, OK], counting)).toBe(10);
		expect(await counted([CUT, OK], { idempotent: false })).toBe(1);
	});

	it('is nothing that surely was not taken, was not sent again, or changes nothing', async () => {
		expect(await counted([UNREACHED, response(429), OK], counting)).toBe(0);
		expect(await counted([CUT], counting, 0)).toBe(0);
		expect(await counted([CUT, OK], { idempotent: true, objects: 5 })).toBe(0);
	});
});

it('refusals that have nothing to do with the pace do not slow requests down for long', async () => {
	let dice = 7;
	const random = () => (dice = (dice * 16_807) % 2_147_483_647) / 2_147_483_647;
	const { client, clock, calls } = open(
		async () => {
			await clock.delay(5);
			return random() < 0.1 ? response(429, {}, { 'x-ratelimit-retry-after': '0' }) : OK;
		},
		{ maxRetries: 10 },
	);
	const work = async () => void (await client.send(sending()));
	await clock.run(client.forEach(Array.from({ length: 500 }), work));
	const refused = calls() - 500;
	expect(client.stopReason).toBeUndefined();
	// The waits alone take 100 ms for each refusal.
	expect(clock.now() - START).toBeLessThan(refused * 100 + 500 * 40);
});

describe('many requests under a low limit', () => {
	const oneASecond: Limited = {
		perWindow: 1,
		window: 1000,
		latency: 20,
		headers: 'retry-after',
		clockOff: 0,
	};

	it.each(['retry-after', 'reset in seconds', 'reset as epoch', 'none'] as const)(
		'are all taken: 16 at once, 1 a second, %s',
		async (headers) => {
			const { responses, refusals, milliseconds } = await sendAll(16, { ...oneASecond, headers });
			expect(responses.every(({ kind }) => kind === 'taken')).toBe(true);
			expect(Math.max(...refusals)).toBeLessThanOrEqual(3);
			expect(milliseconds).toBeLessThan(26_000);
		},
	);

	it('go at the pace that works: few are refused', async () => {
		const { taken, refused, milliseconds } = await sendAll(200, { ...oneASecond, perWindow: 10 });
		expect(taken).toBe(200);
		expect(refused).toBeLessThan(25);
		expect(milliseconds).toBeLessThan(30_000);
	});

	it('are all taken with few retries each, whatever the limit', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.record({
					perWindow: fc.integer({ min: 1, max: 30 }),
					window: fc.constantFrom(1000, 3000, 10_000),
					latency: fc.integer({ min: 2, max: 3000 }),
					headers: fc.constantFrom('retry-after', 'reset in seconds', 'reset as epoch'),
					clockOff: fc.integer({ min: -600_000, max: 600_000 }),
				}),
				fc.integer({ min: 1, max: 80 }),
				async (limited, count) => {
					const { responses, refusals } = await sendAll(count, limited as Limited);
					expect(responses.every(({ kind }) => kind === 'taken')).toBe(true);
					expect(Math.max(...refusals)).toBeLessThanOrEqual(5);
				},
			),
			{ numRuns: 200, seed: 20_261_124 },
		);
	});
});

describe('a limit that Braze tells only once it is met', () => {
	const onlyWhenMet: Limited = {
		perWindow: 10,
		window: 1000,
		latency: 100,
		headers: 'reset as epoch',
		tells: 'with 429',
		clockOff: 0,
	};

	/** @returns of all requests those that were refused, and the time over that which the limit needs */
	async function judge(count: number, limited: Partial<Limited>) {
		const server = { ...onlyWhenMet, ...limited };
		const { taken, refusals, refused, milliseconds } = await sendAll(count, server);
		expect(taken).toBe(count);
		expect(Math.max(...refusals)).toBeLessThanOrEqual(3);
		return {
			refused: refused / (count + refused),
			time: milliseconds / ((count / server.perWindow) * server.window),
		};
	}

	const limits: Array<[string, number, Partial<Limited>]> = [
		['1 a second', 200, { perWindow: 1 }],
		['10 a second', 400, {}],
		['30 in 3 seconds', 900, { perWindow: 30, window: 3000 }],
		['250 in a minute', 5000, { perWindow: 250, window: 60_000 }],
	];

	describe.each(limits)('is kept to once it is known: %s', (_limit, count, limited) => {
		it.each([
			['one execution', 1],
			['20 executions', 20],
		])('%s', async (_executions, executions) => {
			for (const headers of ['reset as epoch', 'reset in seconds'] as const) {
				for (const [latency, jitter] of [
					[5, 2],
					[100, 50],
				]) {
					const ways = { ...limited, executions, headers, latency, jitter };
					const { refused, time } = await judge(count, ways);
					expect(refused).toBeLessThanOrEqual(0.05);
					expect(time).toBeLessThanOrEqual(1.3);
				}
			}
		});
	});

	it('is kept to wherever its window is met, and whatever this machine’s clock says', async () => {
		for (const startsBefore of [1000, 600, 300, 100]) {
			for (const clockOff of [-400_300, 7700]) {
				const { refused, time } = await judge(400, { startsBefore, clockOff, executions: 20 });
				expect(refused).toBeLessThanOrEqual(0.05);
				expect(time).toBeLessThanOrEqual(1.3);
			}
		}
	});

	it.each(['sliding', 'bucket'] as const)(
		'is found where a server counts another way: %s',
		async (counts) => {
			const server = { counts, perWindow: 50, window: 10_000, executions: 20 };
			const { refused, time } = await judge(1000, server);
			expect(refused).toBeLessThanOrEqual(0.1);
			expect(time).toBeLessThanOrEqual(1.3);
		},
	);

	it('is learned anew when it changes', async () => {
		const changing = async (before: Partial<Limited>, after: Partial<Limited>) =>
			await sendAll(400, (sent) => ({
				...onlyWhenMet,
				executions: 20,
				...(sent < 200 ? before : after),
			}));
		const lower = await changing({ perWindow: 20 }, { perWindow: 10 });
		expect(lower.refused).toBeLessThanOrEqual(400 / 10);
		expect(lower.milliseconds).toBeLessThanOrEqual(1.3 * 30_000);
		const longer = await changing({}, { window: 3000 });
		expect(longer.refused).toBeLessThanOrEqual(400 / 10);
		expect(longer.milliseconds).toBeLessThanOrEqual(1.3 * 80_000);
	});

	it('is shared with other programs at a pace that leaves them their part', async () => {
		const { taken, refused, milliseconds } = await sendAll(200, {
			...onlyWhenMet,
			executions: 20,
			others: 5,
		});
		expect(taken).toBe(200);
		expect(refused).toBeLessThanOrEqual(200 / 4);
		expect(milliseconds).toBeLessThanOrEqual(1.3 * 40_000);
	});

	it('is not met where it is huge', async () => {
		const huge = { perWindow: 250_000, window: 3_600_000, executions: 20, jitter: 50 };
		const { refused, most } = await sendAll(3000, { ...onlyWhenMet, ...huge });
		expect(refused).toBe(0);
		expect(most).toBeGreaterThan(64);
	});
});

describe('many executions under one limit', () => {
	const tenASecond: Limited = {
		perWindow: 10,
		window: 1000,
		latency: 100,
		headers: 'reset as epoch',
		clockOff: 0,
		tells: true,
		executions: 20,
	};

	it.each(['reset as epoch', 'reset in seconds'] as const)(
		'keep to it together: %s',
		async (headers) => {
			const { taken, refused, milliseconds } = await sendAll(400, { ...tenASecond, headers });
			expect(taken).toBe(400);
			expect(refused).toBe(0);
			expect(milliseconds).toBeLessThanOrEqual(1.3 * 40_000);
		},
	);

	it.each(['retry-after', 'none'] as const)(
		'find their pace together where it is never told: %s',
		async (headers) => {
			const limited = { ...tenASecond, headers, tells: undefined };
			const { taken, refused, milliseconds } = await sendAll(400, limited);
			expect(taken).toBe(400);
			expect(refused).toBeLessThanOrEqual(400 / 8);
			expect(milliseconds).toBeLessThanOrEqual(1.6 * 40_000);
		},
	);

	it('are as many at once as all of them may be', async () => {
		const free = { ...tenASecond, perWindow: Infinity, headers: 'none', tells: false } as const;
		const { most } = await sendAll(4000, free, { parallelRequests: 2 });
		expect(most).toBeGreaterThan(16);
		expect(most).toBeLessThanOrEqual(20 * 2);
	});
});

describe('a limit that Braze tells with every response', () => {
	it.each([
		[10, 1000, 20],
		[10, 1000, 100],
		[10, 1000, 300],
		[50, 60_000, 100],
		[3000, 3000, 100],
	])('is kept to: %i in %i ms, %i ms until a response', async (perWindow, window, latency) => {
		for (const headers of ['reset as epoch', 'reset in seconds'] as const) {
			for (const clockOff of [-400_300, 0, 300, 7700]) {
				const limited = { perWindow, window, latency, headers, clockOff, tells: true };
				const { taken, refused, milliseconds } = await sendAll(200, limited, {
					parallelRequests: 32,
				});
				expect(taken).toBe(200);
				expect(refused).toBe(0);
				const ideal = Math.max((Math.ceil(200 / perWindow) - 1) * window, 7 * latency);
				expect(milliseconds).toBeLessThanOrEqual(1.2 * ideal + 2 * latency);
			}
		}
	});

	it('is kept to, with few refusals, whatever it is', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.record({
					perWindow: fc.integer({ min: 8, max: 100 }),
					window: fc.constantFrom(1000, 3000, 10_000, 60_000),
					latency: fc.integer({ min: 2, max: 900 }),
					headers: fc.constantFrom('reset in seconds', 'reset as epoch'),
					clockOff: fc.integer({ min: -600_000, max: 600_000 }),
					tells: fc.constant(true),
				}),
				fc.integer({ min: 1, max: 200 }),
				async (limited, count) => {
					const { taken, refused, milliseconds } = await sendAll(count, limited as Limited, {
						parallelRequests: 32,
					});
					expect(taken).toBe(count);
					expect(refused).toBeLessThanOrEqual(count / 20);
					const windows = Math.ceil(count / limited.perWindow);
					const inWindow = Math.ceil(limited.latency * (4 + limited.perWindow / 8));
					expect(milliseconds).toBeLessThan(windows * (limited.window + 1000 + inWindow));
				},
			),
			{ numRuns: 50, seed: 20_261_124 },
		);
	});
});

describe('many requests under a limit that is not met', () => {
	const free: Limited = {
		perWindow: 250_000,
		window: 3_600_000,
		latency: 100,
		headers: 'reset as epoch',
		tells: true,
		clockOff: 0,
	};

	it('take one round trip more than all at once from the start', async () => {
		const { milliseconds, most } = await sendAll(134, free, { parallelRequests: 32 });
		expect(most).toBe(32);
		expect(milliseconds).toBeLessThanOrEqual(500);
	});

	it('take two more where nothing is told of a limit', async () => {
		const silent: Limited = { ...free, headers: 'none', tells: undefined };
		const { milliseconds, most } = await sendAll(134, silent, { parallelRequests: 32 });
		expect(most).toBe(32);
		expect(milliseconds).toBeLessThanOrEqual(700);
	});

	it('are no more at once than the server works on', async () => {
		const { milliseconds, most } = await sendAll(
			400,
			{ ...free, workers: 8 },
			{ parallelRequests: 50 },
		);
		expect(most).toBeLessThanOrEqual(50);
		expect(milliseconds).toBeLessThan((400 / 8) * 100 * 1.3);
	});
});
