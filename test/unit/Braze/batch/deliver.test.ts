import * as fc from 'fast-check';

import type { ClientSettings, Transport } from '../../../../nodes/Braze/api/client';
import { Client } from '../../../../nodes/Braze/api/client';
import type { Delivery } from '../../../../nodes/Braze/batch/deliver';
import { deliver } from '../../../../nodes/Braze/batch/deliver';
import { Outcomes } from '../../../../nodes/Braze/batch/outcomes';
import type { Group, RequestObject } from '../../../../nodes/Braze/batch/types';
import type { Reply } from '../../../../nodes/Braze/api/response';

interface Thing {
	n: number;
	bad?: boolean;
}

const OK: Reply = { kind: 'answer', status: 201, headers: {}, body: { message: 'success' } };

const answer = (status: number, body: unknown = {}, headers = {}): Reply => ({
	kind: 'answer',
	status,
	headers,
	body,
});

const object = (n: number, extra: Partial<RequestObject> = {}, bad = false): RequestObject => ({
	array: 'attributes',
	content: bad ? { n, bad } : { n },
	items: [n],
	idempotent: true,
	...extra,
});

const delivery = (): Delivery => ({
	endpoint: {
		method: 'POST',
		path: '/users/track',
		limits: { objects: 75, per: 'request', bytes: 4_000_000 },
	},
	permission: 'users.track',
});

/** Braze as a function of the things in a request; time passes only by waiting. */
function world(
	braze: (things: Thing[], call: number) => Reply,
	settings: Partial<ClientSettings> = {},
) {
	const requests: Thing[][] = [];
	const waits: number[] = [];
	let time = 0;
	const transport: Transport = {
		transmit: async ({ body }) => {
			const things = Object.values(JSON.parse(body as string) as Record<string, Thing[]>).flat();
			requests.push(things);
			return await Promise.resolve(braze(things, requests.length - 1));
		},
		sleep: async (milliseconds) => {
			waits.push(milliseconds);
			time += milliseconds;
			return await Promise.resolve();
		},
		now: () => time,
		random: () => 0.5,
	};
	const client = new Client(transport, {
		parallelRequests: 4,
		maxRetries: 3,
		maxWait: 1000,
		retryAmbiguous: true,
		...settings,
	});
	return { client, requests, waits, outcomes: new Outcomes() };
}

/** Braze's partial failure: the good ones are taken, the bad ones named. */
const partial = (things: Thing[]): Reply => {
	const errors = things.flatMap(({ bad }, index) =>
		bad ? [{ type: 'is bad', input_array: 'attributes', index }] : [],
	);
	return answer(errors.length === things.length ? 400 : 201, { message: 'success', errors });
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
							return answer(400, { message: 'no' });
						const reply = partial(things);
						if (anyBad && manner === 'refuses and names') return { ...reply, status: 400 } as Reply;
						stored.push(...things.filter(({ bad }) => !bad).map(({ n }) => n));
						return reply;
					});
					const groups: Group[] = bads.map((bad, n) => [object(n, {}, bad)]);
					const settings = delivery();
					settings.endpoint.limits.objects = objects;
					await deliver([groups], settings, client, outcomes);
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
			call === 0 ? answer(429, {}, { 'x-ratelimit-retry-after': '0.7' }) : OK,
		);
		await deliver([[[object(0)]]], delivery(), client, outcomes);
		expect(waits).toEqual([700]);
		expect(requests).toHaveLength(2);
		expect(outcomes.failed.size).toBe(0);
	});

	it('stops when Braze asks for a longer wait than allowed, and says how long', async () => {
		const { client, outcomes, requests } = world(() =>
			answer(429, {}, { 'x-ratelimit-retry-after': '90' }),
		);
		const stages = [[[object(0)]], [[object(1)]]];
		await deliver(stages, delivery(), client, outcomes);
		expect(client.stopReason).toMatchObject({ retryAfterMs: 90_000 });
		expect(requests).toHaveLength(1);
		expect(outcomes.errorsOf(1)[0]).toMatch('Not sent');
	});

	it('stops at a refusal that every request would meet', async () => {
		const { client, outcomes, requests } = world(() => answer(401), { parallelRequests: 1 });
		const settings = delivery();
		settings.endpoint.limits.objects = 1;
		await deliver([[[object(0)], [object(1)]]], settings, client, outcomes);
		expect(client.stopReason?.message).toMatch('Check the API key');
		expect(requests).toHaveLength(1);
		expect([...outcomes.failed]).toEqual([0, 1]);
	});

	it('retries what passes, then goes on with one try each until one succeeds', async () => {
		const { client, outcomes, requests } = world((_things, call) => (call < 5 ? answer(503) : OK), {
			parallelRequests: 1,
			maxRetries: 3,
		});
		const settings = delivery();
		settings.endpoint.limits.objects = 1;
		await deliver([[0, 1, 2].map((n) => [object(n)])], settings, client, outcomes);
		expect(requests.map(([{ n }]) => n)).toEqual([0, 0, 0, 0, 1, 2]);
		expect([...outcomes.failed]).toEqual([0, 1]);
	});

	it('does not resend what may have been taken and would count twice, unless allowed', async () => {
		const cut: Reply = { kind: 'none', reached: true, reason: 'ECONNRESET' };
		const stage = [[object(0), object(1, { array: 'events', idempotent: false })]];
		const careful = world((_things, call) => (call === 0 ? cut : OK), { retryAmbiguous: false });
		await deliver([stage], delivery(), careful.client, careful.outcomes);
		expect(careful.requests.map((things) => things.map(({ n }) => n))).toEqual([[0, 1], [0]]);
		expect(careful.outcomes.errorsOf(0)).toEqual([]);
		expect(careful.outcomes.errorsOf(1)[0]).toMatch('not known whether Braze took it');

		const bold = world((_things, call) => (call === 0 ? cut : OK));
		await deliver([stage], delivery(), bold.client, bold.outcomes);
		expect(bold.requests).toHaveLength(2);
		expect(bold.outcomes.failed.size).toBe(0);
	});

	it('resends without harm what never reached Braze', async () => {
		const refused: Reply = { kind: 'none', reached: false, reason: 'ECONNREFUSED' };
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
		const settings = delivery();
		settings.endpoint.limits.bytes = 2000;
		const large = object(0, { content: { n: 0, text: 'x'.repeat(3000) } });
		await deliver([[[large], [object(1)]]], settings, client, outcomes);
		expect(requests).toEqual([[{ n: 1 }]]);
		expect(outcomes.errorsOf(0)[0]).toMatch('larger than Braze takes');
	});

	it('finishes a stage before it starts the next', async () => {
		const { client, outcomes, requests } = world((_things, call) =>
			call === 0 ? answer(500) : OK,
		);
		await deliver([[[object(0)]], [[object(1)]]], delivery(), client, outcomes);
		expect(requests.map(([{ n }]) => n)).toEqual([0, 0, 1]);
	});
});
