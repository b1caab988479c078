import type { IDataObject, NodeExecutionHint } from 'n8n-workflow';

import { useBrazeWorld } from '../../support/brazeWorld';
import { track } from '../../support/trackParameters';

const world = useBrazeWorld();

const JOE = { email: 'joe@bloggs.com', mobile: '+61400000000', dob: '1990-12-31' };
const ANN = { email: 'ann@bloggs.com', mobile: '+61400000001', dob: 'long ago' };

/** Runs the node, and gives the hints that n8n would show. */
async function hintsOf(parameters: IDataObject, items: IDataObject[]): Promise<string[]> {
	let hints: NodeExecutionHint[] = [];
	const inspect = (context: object) => {
		({ hints } = context as { hints: NodeExecutionHint[] });
	};
	await world.run(parameters, items, { inspect });
	expect(hints.every(({ location }) => location === 'outputPane')).toBe(true);
	return hints
		.map(({ type, message }) => `${type}: ${message}`)
		.filter((hint) => !hint.includes('email_subscribe') && !hint.includes('To see the profile'));
}

const EMAIL = { email: '={{ $json.email }}' };

const reject = { options: { invalidValues: 'reject' } };

describe('after a run of Track User, a hint', () => {
	it('says how many items became what, in how many requests', async () => {
		expect(await hintsOf(track(EMAIL), [JOE])).toEqual(['info: 1 item accepted. 1 request.']);
		const mapping = { ...EMAIL, dob: '={{ $json.dob }}' };
		expect(await hintsOf(track(mapping, reject), [JOE, ANN])).toEqual([
			'warning: 2 items: 1 accepted, 1 rejected. 1 request.',
		]);
	});

	it('says what Braze has already', async () => {
		const only = track(EMAIL, { options: { sendOnlyChanges: true } });
		await world.run(only, [JOE]);
		expect(await hintsOf(only, [JOE])).toEqual(['info: Nothing was sent. 1 item unchanged.']);
	});

	it('says so where nothing is mapped', async () => {
		expect(await hintsOf(track({}), [JOE, ANN])).toEqual([
			'warning: Nothing was sent: nothing is mapped, or every mapped value is empty. 2 items skipped.',
		]);
	});

	it('says that a dry run sent nothing', async () => {
		expect(await hintsOf(track(EMAIL, { options: { dryRun: true } }), [JOE, ANN])).toEqual([
			'info: Nothing was sent: this was a dry run. 2 items can be sent.',
			'info: Sending this would cost at most 2 data points.',
		]);
	});

	it('counts the rate limits met', async () => {
		await world.workspace({ settings: { rateLimitStyle: 'mau' } });
		await world.faults([{ path: '/users/track', status: 429, times: 1, retryAfter: 0 }]);
		expect(await hintsOf(track(EMAIL), [JOE])).toEqual([
			expect.stringMatching(
				/^info: 1 item accepted\. 2 requests; Braze's rate limit was reached once, waited \d+ seconds?\.$/,
			),
		]);
	});

	it('says what was left out of how many items', async () => {
		const mapping = { ...EMAIL, dob: '={{ $json.dob }}' };
		expect(await hintsOf(track(mapping), [JOE, ANN])).toEqual([
			'info: 2 items accepted. 1 request.',
			'warning: Left out: dob (1 item). The items’ warnings say why.',
		]);
	});

	it('names attributes that miss Braze’s own by a little', async () => {
		const mapping = { ...EMAIL, mobile: '={{ $json.mobile }}' };
		expect((await hintsOf(track(mapping), [JOE, ANN]))[1]).toBe(
			'info: "mobile" was written to a custom attribute. Braze\'s own attribute is "phone": if that is meant, rename it to "phone" in Attributes.',
		);
		const both = track({ ...mapping, phone: '={{ $json.mobile }}' });
		expect(await hintsOf(both, [JOE, ANN])).toHaveLength(1);
	});

	it('holds nothing of the people', async () => {
		const mapping = { ...EMAIL, mobile: '={{ $json.mobile }}', dob: '={{ $json.dob }}' };
		const all = await hintsOf(track(mapping), [JOE, ANN]);
		expect(all.join()).not.toMatch(/bloggs|\+61|1990|long ago/);
	});
});

describe('after a run of another operation, a hint', () => {
	it.each<[string, IDataObject, string]>([
		[
			'email.updateStatus',
			{ email: '={{ $json.email }}', subscriptionState: 'subscribed' },
			'info: 2 items accepted. 1 request.',
		],
		[
			'campaign.trigger',
			{ campaignId: 'c1', sendTo: 'broadcast' },
			'info: 2 items accepted. 1 request.',
		],
		[
			'campaign.trigger',
			{ campaignId: '={{ $json.email }}', sendTo: 'broadcast' },
			'warning: Nothing was sent. 2 items rejected.',
		],
		[
			'transactionalEmail.send',
			{ campaignId: 't1', identifyBy: 'externalId', externalId: '={{ $json.email }}' },
			'warning: 2 items rejected. 2 requests.',
		],
	])('says the same: %s', async (name, more, expected) => {
		await world.workspace({ campaigns: [{ id: 'c1', name: 'Prizes', is_api_campaign: true }] });
		const [resource, operation] = name.split('.');
		expect(await hintsOf({ resource, operation, ...more }, [JOE, ANN])).toEqual([expected]);
	});

	it('is not given where it only read', async () => {
		const get = { resource: 'campaign', operation: 'getMany' };
		expect(await hintsOf(get, [{}])).toEqual([]);
	});
});
