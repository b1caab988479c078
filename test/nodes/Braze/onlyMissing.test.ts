import type { IDataObject } from 'n8n-workflow';

import { useBrazeWorld } from '../../support/brazeWorld';
import { track } from '../../support/trackParameters';

const world = useBrazeWorld();

const ITEM = {
	who: 'u1',
	city: 'Leeds',
	list: [{ name: 'first' }, { name: 'second' }],
};

/** One object a request, so that each has a fate of its own. */
const run = async (item: IDataObject, options: IDataObject = {}) => {
	const parameters = track(
		{ city: '={{ $json.city }}' },
		{
			identifyBy: 'externalId',
			externalId: '={{ $json.who }}',
			includeInputFields: true,
			options: {
				onlyMissing: true,
				eventsJson: '={{ $json.list }}',
				objectsPerRequest: 1,
				parallelRequests: 1,
				maxRetries: 0,
				...options,
			},
		},
	);
	const [{ json }] = await world.run(parameters, [item]);
	return json as IDataObject & { braze: IDataObject };
};

const counts = async () => {
	const [profile] = await world.profiles();
	const events = (profile?.custom_events ?? []) as IDataObject[];
	return Object.fromEntries(events.map(({ name, count }) => [name, count]));
};

/** Refuses one request after this many others. */
const refuseAfter = async (skip: number) =>
	await world.faults([
		{ path: '/users/track', status: 400, skip, times: 1, body: { message: 'no' } },
	]);

const sent = async () => (await world.sent('/users/track')).map((body) => Object.keys(body)[0]);

describe('Send Only What Is Missing', () => {
	it('sends the rest of what failed, and then nothing', async () => {
		await refuseAfter(1);
		const failed = await run(ITEM);
		expect(failed.braze).toMatchObject({
			status: 'partial',
			taken: { attributes: true, events: [2], purchases: [] },
		});
		const done = await run(failed);
		expect(done.braze.status).toBe('accepted');
		expect(await sent()).toEqual(['attributes', 'events', 'events', 'events']);
		expect(await counts()).toEqual({ first: 1, second: 1 });
		const again = await run({ ...done, braze: failed.braze, list: [null, ITEM.list[1]] });
		expect(again.braze).toMatchObject({ status: 'unchanged' });
		expect(await counts()).toEqual({ first: 1, second: 1 });
	});

	it('adds what it sends to what was there before, also as text', async () => {
		await refuseAfter(1);
		const { braze, ...item } = await run(ITEM);
		await refuseAfter(0);
		const again = await run({ ...item, braze: JSON.stringify(braze) });
		expect(again.braze).toMatchObject({ status: 'partial', taken: { events: [2] } });
		expect((await run(again)).braze.status).toBe('accepted');
		expect(await counts()).toEqual({ first: 1, second: 1 });
	});

	it('keeps what is known of an item that is invalid now', async () => {
		await refuseAfter(1);
		const failed = await run(ITEM);
		const spoilt = await run({ ...failed, who: '' });
		expect(spoilt.braze).toMatchObject({ status: 'partial', taken: { events: [2] } });
		expect((await run({ ...spoilt, who: 'u1' })).braze.status).toBe('accepted');
		expect(await counts()).toEqual({ first: 1, second: 1 });
	});

	it('leaves alone what may be there, if it would count twice and is not to', async () => {
		await world.faults([{ path: '/users/track', status: 500, applied: true, skip: 1, times: 1 }]);
		const options = { retryAmbiguous: false };
		const failed = await run(ITEM, options);
		expect(failed.braze).toMatchObject({
			status: 'partial',
			taken: { attributes: true, events: [2], unknown: { events: [1] } },
		});
		const again = await run(failed, options);
		expect(again.braze).toMatchObject({
			status: 'partial',
			errors: [expect.stringContaining('still unknown')],
			taken: { attributes: true, events: [2], unknown: { events: [1] } },
		});
		expect(await counts()).toEqual({ first: 1, second: 1 });
		expect((await run(again)).braze.status).toBe('accepted');
		expect(await counts()).toEqual({ first: 2, second: 1 });
	});
});

describe('Include Sent Data', () => {
	const included = { includeSentData: true };

	it('shows where events stood, for those that are to be sent again', async () => {
		const { braze } = await run({ ...ITEM, list: [null, { name: 'second' }] }, included);
		expect(braze.sent).toMatchObject({
			events: [{ name: 'second' }],
			positions: { events: [2] },
		});
	});

	it('shows what could be read of an invalid item, as unsent', async () => {
		const { braze } = await run({ ...ITEM, who: '' }, included);
		expect(braze).toMatchObject({
			status: 'rejected',
			unsent: { attributes: { city: 'Leeds' }, events: [{ name: 'first' }, { name: 'second' }] },
		});
		expect(braze).not.toHaveProperty('sent');
		expect((await run({ ...ITEM, who: '' })).braze).not.toHaveProperty('unsent');
	});

	it('shows what was not sent for another reason as sent: it can be sent again', async () => {
		await world.faults([{ path: '/users/export/ids', status: 503 }]);
		const { braze } = await run(ITEM, { ...included, newestBy: 'last' });
		expect(braze).toMatchObject({ status: 'rejected', sent: { attributes: { city: 'Leeds' } } });
	});
});
