import type { IDataObject } from 'n8n-workflow';

import { useBrazeWorld } from '../../support/brazeWorld';
import { track } from '../../support/trackParameters';

const world = useBrazeWorld();

const entry = (city: string, hour: string, more: IDataObject = {}) => ({
	who: 'u1',
	city,
	timestamp: `2026-05-16T${hour}:00:00Z`,
	...more,
});

const run = async (items: IDataObject[], options: IDataObject = {}) => {
	const parameters = track(
		{ city: '={{ $json.city }}' },
		{
			identifyBy: 'externalId',
			externalId: '={{ $json.who }}',
			events: { event: [{ name: 'entered', sendIf: true }] },
			options: { newestBy: 'last_entry_at', ...options },
		},
	);
	return (await world.run(parameters, items)).map(({ json }) => json);
};

const profile = async () => {
	const [{ custom_attributes, custom_events }] = await world.profiles();
	const [{ count }] = custom_events as IDataObject[];
	return { ...(custom_attributes as IDataObject), entered: count };
};

describe('Skip Older Data', () => {
	it('lets the newest entry win, whenever it arrives; its events arrive all', async () => {
		await run([entry('York', '11'), entry('Leeds', '10')]);
		expect(await profile()).toEqual({
			city: 'York',
			last_entry_at: '2026-05-16T11:00:00.000Z',
			entered: 2,
		});
		const [late, newer] = await run([entry('Hull', '09'), entry('Bath', '12')]);
		expect(late).toMatchObject({
			status: 'accepted',
			warnings: [expect.stringMatching(/^Stale: /)],
			stale: true,
		});
		expect(newer).not.toHaveProperty('stale');
		expect(await profile()).toEqual({
			city: 'Bath',
			last_entry_at: '2026-05-16T12:00:00.000Z',
			entered: 4,
		});
	});

	it('shows in a dry run what it would skip, and goes with the other options that read', async () => {
		await run([entry('York', '11')]);
		const [shown] = await run([entry('Leeds', '10')], { dryRun: true });
		expect(shown).toMatchObject({ status: 'preview', stale: true, sent: { attributes: {} } });
		const [same] = await run([entry('York', '12')], { sendOnlyChanges: true, verifyWithin: 5 });
		expect(same).toMatchObject({
			status: 'applied',
			verified: { attributes: ['last_entry_at'], events: ['entered'] },
		});
		const [late] = await run([entry('Hull', '11')], { sendOnlyChanges: true });
		expect(late).toMatchObject({ status: 'accepted', stale: true });
		expect(await profile()).toMatchObject({ city: 'York' });
	});
});
