import type { IDataObject } from 'n8n-workflow';

import { useBrazeWorld } from '../../support/brazeWorld';
import { track } from '../../support/trackParameters';

const world = useBrazeWorld();

const MAPPING = { email: '={{ $json.email }}', n: '={{ $json.n }}' };
const TYPES = { n: 'number' };

const people = (count: number) =>
	Array.from({ length: count }, (_, n) => ({ email: `p${n}@example.com`, n }));

const parameters = (options: IDataObject = {}, more: IDataObject = {}) =>
	track(MAPPING, { options, ...more }, TYPES);

const statuses = (items: Array<{ json: IDataObject }>) => items.map(({ json }) => json.status);

const errorsOf = ({ json }: { json: IDataObject }) => ((json.errors ?? []) as string[]).join('\n');

const PURCHASE = {
	purchases: { purchase: [{ productId: 'ticket', currency: 'USD', price: 1, quantity: 1 }] },
};

const onTrack = (rule: object) => ({ path: '/users/track', ...rule });

describe('what Braze refuses', () => {
	// The node lets "subscription_groups" with any ID pass; Braze knows its groups.
	const group = (id: string) => [{ subscription_group_id: id, subscription_state: 'subscribed' }];
	const groups = track(
		{ subscription_groups: '={{ $json.groups }}' },
		{},
		{ subscription_groups: 'array' },
	);
	const items = [0, 1, 2].map((n) => ({
		email: `p${n}@example.com`,
		groups: group(n === 1 ? 'no such group' : '2c55f0a9-7c4e-4f3b-9c57-0b0a7a0c9d11'),
	}));

	beforeEach(async () => {
		await world.workspace({
			subscriptionGroups: [
				{ id: '2c55f0a9-7c4e-4f3b-9c57-0b0a7a0c9d11', name: 'News', channel: 'email' },
			],
		});
	});

	it.each([
		['in part', []],
		['as a whole, naming it', [onTrack({ refuse: 'invalid' })]],
		['as a whole, without a name', [onTrack({ refuse: 'invalid', body: {} })]],
	])('%s costs only the bad item', async (_manner, rules) => {
		await world.faults(rules);
		const outputs = await world.run(groups, items);
		expect(statuses(outputs)).toEqual(['accepted', 'rejected', 'accepted']);
		expect(errorsOf(outputs[1])).toMatch(/^attributes: /);
		expect(await world.profiles()).toHaveLength(2);
	});

	it('as codes is told in those', async () => {
		await world.workspace({ settings: { errorStyle: 'codes' } });
		const outputs = await world.run(groups, items);
		expect(errorsOf(outputs[1])).toMatch('BAD_SUBSCRIPTION_GROUP_ID');
	});

	it('of a combined user costs only the bad item of the user', async () => {
		const same = items.map((item) => ({ ...item, email: 'joe@bloggs.com' }));
		const mapped = track(
			{ subscription_groups: '={{ $json.groups }}', n: '={{ $json.n }}' },
			{},
			{ subscription_groups: 'array', n: 'number' },
		);
		const outputs = await world.run(
			mapped,
			same.map((item, n) => ({ ...item, n })),
		);
		expect(statuses(outputs)).toEqual(['accepted', 'rejected', 'accepted']);
		expect(await world.profiles()).toMatchObject([{ custom_attributes: { n: 2 } }]);
	});

	it('goes to the error output with its outcome', async () => {
		const outputs = await world.run(groups, items, { onError: 'continueErrorOutput' });
		expect(outputs.map(({ json }) => json.error !== undefined)).toEqual([false, true, false]);
		expect(outputs[1].json).toMatchObject({
			status: 'rejected',
			errors: expect.any(Array) as [],
			error: expect.stringMatching('attributes: ') as string,
		});
		expect(outputs[1].pairedItem).toEqual({ item: 1 });
	});

	it('stops the workflow only after everything else was sent', async () => {
		const run = world.run(groups, items, { onError: 'stopWorkflow' });
		await expect(run).rejects.toMatchObject({
			message: expect.stringMatching(/^2 of 3 items are in Braze/) as string,
			description: expect.stringContaining('Item 1: attributes: ') as string,
		});
		expect(await world.profiles()).toHaveLength(2);
	});
});

describe('a key', () => {
	it('that Braze does not know stops at once, for every item', async () => {
		const outputs = await world.run(parameters({ parallelRequests: 1 }), people(300), {
			apiKey: 'wrong',
		});
		expect(new Set(statuses(outputs))).toEqual(new Set(['rejected']));
		expect(errorsOf(outputs[299])).toMatch('Check the key');
		expect(JSON.stringify(outputs)).not.toContain('wrong');
		expect(await world.sent('/users/track')).toHaveLength(1);
	});

	it('that Braze does not know says so to n8n, too', async () => {
		const run = world.run(parameters(), people(2), { apiKey: 'wrong', onError: 'stopWorkflow' });
		await expect(run).rejects.toMatchObject({
			message: expect.stringContaining('Check the key') as string,
			httpCode: '401',
			failure: { cause: 'credential-invalid' },
		});
	});

	it('without the permission is told which', async () => {
		await world.workspace({ keys: [{ key: 'other', permissions: ['users.delete'] }] });
		const [item] = await world.run(parameters(), people(1), { apiKey: 'other' });
		expect(errorsOf(item)).toMatch('Give it the permission "users.track"');
	});

	it('that is empty is told before anything is sent', async () => {
		await expect(world.run(parameters(), people(1), { apiKey: ' ' })).rejects.toThrow(
			'The API key is empty',
		);
	});
});

describe('rate limits', () => {
	it.each(['epoch', 'seconds', 'mau'])('are waited out (%s)', async (rateLimitStyle) => {
		await world.workspace({ settings: { rateLimitStyle } });
		await world.faults([onTrack({ status: 429, times: 2, retryAfter: 0 })]);
		expect(statuses(await world.run(parameters(), people(3)))).toEqual(Array(3).fill('accepted'));
	});

	it('longer than allowed are given up, with the wait in the error', async () => {
		await world.workspace({ settings: { rateLimitStyle: 'mau' } });
		await world.faults([onTrack({ status: 429, retryAfter: 120 })]);
		await expect(
			world.run(parameters({ maxWait: 5 }), people(3), { onError: 'stopWorkflow' }),
		).rejects.toMatchObject({
			message: expect.stringContaining('rate limit') as string,
			failure: { cause: 'rate-limited', retryAfterMs: 120_000 },
		});
	});

	it('do not outlast a cancelled execution', async () => {
		await world.faults([onTrack({ status: 429, retryAfter: 50 })]);
		const abort = new AbortController();
		const run = world.run(parameters(), people(3), { signal: abort.signal });
		const settled = expect(run).rejects.toThrow('cancelled');
		while ((await world.sent('/users/track')).length === 0);
		abort.abort();
		await settled;
	});
});

describe('responses that are not what they should be', () => {
	it('as queued are taken', async () => {
		await world.faults([onTrack({ queued: true })]);
		expect(statuses(await world.run(parameters(), people(2)))).toEqual(['accepted', 'accepted']);
	});

	it('as a page of a failing proxy are retried', async () => {
		await world.faults([onTrack({ html: true, times: 1 })]);
		expect(statuses(await world.run(parameters(), people(2)))).toEqual(['accepted', 'accepted']);
	});

	it('as a page with status 200 are no success', async () => {
		await world.faults([onTrack({ html: true, status: 200 })]);
		const [item] = await world.run(parameters({ maxRetries: 0 }), people(1));
		expect(errorsOf(item)).toMatch('is not from Braze');
	});

	it.each([403, 404, 415])('with %d are not retried', async (status) => {
		await world.faults([onTrack({ status })]);
		const [item] = await world.run(parameters(), people(1));
		expect(errorsOf(item)).toMatch(String(status));
		expect(await world.sent('/users/track')).toHaveLength(1);
	});

	it('to a body too large are split', async () => {
		await world.faults([onTrack({ status: 413, times: 1 })]);
		expect(statuses(await world.run(parameters(), people(4)))).toEqual(Array(4).fill('accepted'));
		expect(await world.sent('/users/track')).toHaveLength(3);
	});
});

describe('what was sent again, although Braze may have had it', () => {
	const hintsOf = async (more: IDataObject, options: IDataObject = {}) => {
		await world.faults([onTrack({ status: 500, times: 1 })]);
		let context: { hints?: Array<{ message: string }> } = {};
		const inspect = (given: unknown) => {
			context = given as typeof context;
		};
		await world.run(parameters(options, more), people(3), { inspect });
		const [, ...others] = (context.hints ?? []).map(({ message }) => message);
		return others.filter((message) => !/email_subscribe|^To see the profiles/.test(message));
	};

	it('is told in a hint, with how many may count twice', async () => {
		expect(await hintsOf(PURCHASE)).toEqual([
			expect.stringMatching(/^3 objects .* may count twice .* "Send Again If Unsure"\.$/),
		]);
	});

	it('is not told of attributes, nor if nothing was sent again', async () => {
		expect(await hintsOf({})).toEqual([]);
		expect(await hintsOf(PURCHASE, { retryAmbiguous: false })).toEqual([]);
	});

	it('does no harm in an n8n without hints', async () => {
		await world.faults([onTrack({ status: 500, times: 1 })]);
		const inspect = (context: object) => Object.assign(context, { addExecutionHints: undefined });
		const outputs = await world.run(parameters({}, PURCHASE), people(1), { inspect });
		expect(statuses(outputs)).toEqual(['accepted']);
	});
});

describe('3,000 items under faults', () => {
	const STORM = [
		onTrack({ status: 429, rate: 0.1, retryAfter: 0 }),
		onTrack({ status: 500, rate: 0.05 }),
		onTrack({ cut: 'before', rate: 0.01 }),
		onTrack({ cut: 'after', rate: 0.01 }),
	];
	const ITEMS = people(3_000);

	beforeEach(async () => {
		// Waits in whole seconds would only make the test slow.
		await world.workspace({ settings: { rateLimitStyle: 'mau' } });
	});

	const stored = async () =>
		(await world.profiles())
			.map(({ user_aliases, email, custom_attributes }) =>
				JSON.stringify([user_aliases, email, custom_attributes]),
			)
			.sort();

	it('all arrive, and the profiles are those of a run without faults', async () => {
		await world.run(parameters(), ITEMS);
		const calm = await stored();
		await world.reset();
		await world.workspace({ settings: { rateLimitStyle: 'mau' } });
		await world.faults(STORM, 7);
		const outputs = await world.run(parameters({ maxRetries: 10 }), ITEMS);
		expect(statuses(outputs)).toEqual(Array(3_000).fill('accepted'));
		expect(await stored()).toEqual(calm);
	});

	it('no purchase is doubled, and each lost one is named, with Send Again If Unsure off', async () => {
		await world.faults(STORM, 11);
		const options = { retryAmbiguous: false, maxRetries: 10 };
		const outputs = await world.run(parameters(options, PURCHASE), ITEMS);
		const bought = new Map(
			(await world.profiles()).map(({ email, purchases }) => [
				email,
				((purchases ?? []) as Array<{ count: number }>).reduce((sum, { count }) => sum + count, 0),
			]),
		);
		expect(Math.max(...bought.values())).toBe(1);
		const failed = outputs.filter(({ json }) => json.status !== 'accepted');
		expect(failed.length).toBeGreaterThan(0);
		for (const item of failed) {
			expect(errorsOf(item)).toMatch('unknown whether Braze accepted it');
			expect(item.json).toMatchObject({
				status: 'partial',
				taken: { attributes: true, events: [], purchases: [], unknown: { purchases: [1] } },
			});
		}
		outputs.forEach(({ json }, n) => {
			if (json.status === 'accepted') expect(bought.get(`p${n}@example.com`)).toBe(1);
		});
		// Attributes are safe to send twice, so no profile is missing.
		expect(bought.size).toBe(3_000);
	});
});
