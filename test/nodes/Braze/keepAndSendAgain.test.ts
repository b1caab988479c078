import axios from 'axios';
import type { IDataObject } from 'n8n-workflow';

import { useBrazeWorld } from '../../support/brazeWorld';
import { readTemplate } from '../../support/templates.mts';

const world = useBrazeWorld();

/** The node of the template that sends rows again, as it is. */
const parameters = () => {
	const { nodes } = readTemplate('keep-and-send-again.json');
	const node = nodes.find(({ name }) => name === 'Track User');
	return { ...node?.parameters, includeInputFields: true };
};

/** What Braze has before. */
const set = async (attributes: IDataObject) =>
	await axios.post(
		`${world.url}/users/track`,
		{ attributes: [{ external_id: 'u1', ...attributes }] },
		{ headers: { authorization: `Bearer ${world.apiKey}` } },
	);

const at = (hour: string) => `2026-05-16T${hour}:00:00.000Z`;

const row = (data: IDataObject, more: IDataObject = {}) => ({
	user: JSON.stringify({ external_id: 'u1' }),
	data: JSON.stringify({ attributes: {}, events: [], purchases: [], ...data }),
	braze: '{}',
	timestamp: at('10'),
	...more,
});

const send = async (...rows: IDataObject[]) =>
	(await world.run(parameters(), rows)).map(({ json }) => json.braze as IDataObject);

const held = async () => {
	const [{ custom_attributes }] = await world.profiles();
	return custom_attributes as IDataObject;
};

describe('What Keep and send again sends', () => {
	it('is older than what Braze has only by the attribute that the row itself holds', async () => {
		await set({ city: 'York', komo_last_entry_at: at('11') });
		const entry = row({ attributes: { city: 'Leeds', komo_last_entry_at: at('10') } });
		const optIn = row({ attributes: { source: 'quiz', komo_last_opt_in_at: at('10') } });
		const other = row({ attributes: { shirt: 'M' } });
		const [late, first, plain] = await send(entry, optIn, other);
		expect(late).toMatchObject({ status: 'skipped', stale: true });
		expect(first).toMatchObject({ status: 'accepted' });
		expect(plain).toMatchObject({ status: 'accepted' });
		expect(await held()).toEqual({
			city: 'York',
			source: 'quiz',
			shirt: 'M',
			komo_last_entry_at: at('11'),
			komo_last_opt_in_at: at('10'),
		});
		const [older] = await send(
			row({ attributes: { source: 'poll', komo_last_opt_in_at: at('09') } }),
		);
		expect(older).toMatchObject({ stale: true });
	});

	it('is merged where the other workflow had it merged, and replaces objects elsewhere', async () => {
		await set({ research: { a: 1, b: 1 }, address: { city: 'York' } });
		await send(
			row({ attributes: { research: { b: 2 }, address: { zip: 'LS1' } }, merged: ['research'] }),
			row({ attributes: { shirt: { size: 'M' } } }),
		);
		expect(await held()).toEqual({
			research: { a: 1, b: 2 },
			address: { zip: 'LS1' },
			shirt: { size: 'M' },
		});
	});
});
