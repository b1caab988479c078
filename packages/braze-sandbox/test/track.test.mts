import { Local } from './support/client.mts';

let local: Local;
beforeAll(async () => (local = await Local.start()));
afterAll(async () => await local.close());
beforeEach(async () => await local.control('reset'));

const time = '2026-01-01T00:00:00Z';
const alias = { alias_name: 'a@example.com', alias_label: 'email' };

/** All profiles, by the control API. */
async function profiles(): Promise<Array<Record<string, unknown>>> {
	const { data } = await local.get('/_sandbox/profiles');
	return data.profiles;
}

/** What is wrong with one event of u1. */
async function eventError(event: object): Promise<string | undefined> {
	const body = {
		attributes: [{ external_id: 'u1' }],
		events: [{ external_id: 'u1', name: 'e', time, ...event }],
	};
	const { errors } = (await local.track(body)) as { errors?: Array<{ type: string }> };
	return errors?.[0].type;
}

/** What is wrong with one purchase of u1. */
async function purchaseError(purchase: object): Promise<string | undefined> {
	const fine = { external_id: 'u1', product_id: 'p', currency: 'USD', price: 2.5, time };
	const body = { attributes: [{ external_id: 'u1' }], purchases: [{ ...fine, ...purchase }] };
	const { errors } = (await local.track(body)) as { errors?: Array<{ type: string }> };
	return errors?.[0].type;
}

describe('whom an object is about', () => {
	it('events and purchases never create an alias-only profile, attributes in the same request do', async () => {
		const event = { user_alias: alias, name: 'e', time, _update_existing_only: false };
		await local.track({ events: [event] });
		expect(await profiles()).toEqual([]);
		await local.track({
			attributes: [{ user_alias: alias, _update_existing_only: false }],
			events: [event],
		});
		expect(await profiles()).toMatchObject([
			{ user_aliases: [alias], custom_events: [{ count: 1 }] },
		]);
	});

	it('the alias name is case-sensitive', async () => {
		await local.track({ attributes: [{ user_alias: alias, _update_existing_only: false }] });
		const other = { ...alias, alias_name: 'A@example.com' };
		await local.track({ attributes: [{ user_alias: other, a: 1 }] });
		expect(await profiles()).not.toMatchObject([{ custom_attributes: { a: 1 } }]);
	});

	it('with email and phone the email wins', async () => {
		await local.track({ attributes: [{ phone: '+61400000000', a: 1 }] });
		await local.track({ attributes: [{ email: 'p@example.com', phone: '+61400000000', a: 2 }] });
		expect(await profiles()).toMatchObject([
			{ phone: '+61400000000', custom_attributes: { a: 1 } },
			{ email: 'p@example.com', phone: '+61400000000', custom_attributes: { a: 2 } },
		]);
	});

	it('a Braze ID is never created, but found', async () => {
		await local.track({ attributes: [{ braze_id: 'none', a: 1 }, { external_id: 'u1' }] });
		const [{ braze_id: id }] = await profiles();
		await local.track({ attributes: [{ braze_id: id, b: 1 }] });
		expect(await profiles()).toMatchObject([{ external_id: 'u1', custom_attributes: { b: 1 } }]);
	});

	it('without an external ID, the most recently updated profile with the email is taken', async () => {
		await local.control('reset');
		const names = ['x', 'y'];
		const objects = names.map((alias_name) => ({
			user_alias: { alias_name, alias_label: 'l' },
			email: 'd@example.com',
			_update_existing_only: false,
		}));
		await local.track({ attributes: objects });
		await local.track({
			attributes: [{ user_alias: { alias_name: 'x', alias_label: 'l' }, n: 1 }],
		});
		await local.track({ attributes: [{ email: 'd@example.com', found: true }] });
		const found = (await profiles()).filter((p) => JSON.stringify(p).includes('"found":true'));
		expect(found).toMatchObject([{ user_aliases: [{ alias_name: 'x' }] }]);
	});

	it.each([
		['an alias without a name', { user_alias: { alias_name: '', alias_label: 'l' } }],
		['an alias of 237 bytes', { user_alias: { alias_name: 'x'.repeat(237), alias_label: 'l' } }],
		['a number for an external ID', { external_id: 5 }],
		['a phone that is none', { phone: 'call me' }],
		['something that is no object', 'u1'],
	])('%s is refused', async (_, object) => {
		await local.track({ attributes: [object] }, 400);
	});
});

describe('events', () => {
	it('in the future happen now', async () => {
		await local.track({ events: [{ external_id: 'u1', name: 'e', time: '2999-01-01T00:00:00Z' }] });
		const { custom_events: events } = await local.user('u1');
		const [{ first }] = events as Array<{ first: string }>;
		expect(Date.parse(first)).toBeLessThanOrEqual(Date.now());
	});

	it("take Braze's own time format and nested properties", async () => {
		expect(await eventError({ time: '2026-01-01T10:00:00:500+0100' })).toBeUndefined();
		expect(await eventError({ properties: { a: { b: [1, { c: 2 }] } } })).toBeUndefined();
	});

	it.each([
		['a reserved key', { properties: { time: 1 } }],
		['a key that starts with $', { properties: { $a: 1 } }],
		['a key of 256 characters', { properties: { ['k'.repeat(256)]: 1 } }],
		['a list for properties', { properties: [] }],
		['over 100 KB', { properties: { a: Array.from({ length: 450 }, () => 'x'.repeat(250)) } }],
	])('with %s are refused', async (_, event) => {
		expect(await eventError(event)).toBe("Invalid 'properties' field");
	});

	it('are listed by name, 250 on a page', async () => {
		const names = Array.from({ length: 251 }, (_, i) => `e${String(i).padStart(3, '0')}`);
		await local.control('workspace', { events: names });
		const first = await local.get('/events/list');
		const second = await local.get('/events/list?page=1');
		expect(first.data.events).toHaveLength(250);
		expect(second.data.events).toEqual(['e250']);
	});
});

describe('purchases', () => {
	it('count as often as their quantity, refunds too', async () => {
		expect(await purchaseError({ quantity: 3 })).toBeUndefined();
		expect(await purchaseError({ price: -2.5 })).toBeUndefined();
		expect(await local.user('u1')).toMatchObject({
			purchases: [{ name: 'p', count: 4 }],
			total_revenue: 5,
		});
		expect((await local.get('/purchases/product_list')).data.products).toEqual(['p']);
	});

	it.each([
		[{ quantity: 101 }, "'quantity' is not valid"],
		[{ quantity: 0 }, "'quantity' is not valid"],
		[{ quantity: 1.5 }, "'quantity' is not valid"],
		[{ properties: { price: 1 } }, "Invalid 'properties' field"],
		[{ currency: 'dollars' }, "'currency' must be an ISO 4217 currency"],
		[{ price: '5' }, "'price' is required and must be a number"],
		[{ product_id: 'x'.repeat(256) }, expect.stringContaining("'product_id'")],
		[{ time: 'now' }, expect.stringContaining("'time'")],
	])('%j is refused', async (purchase, text) => {
		expect(await purchaseError(purchase)).toEqual(text);
	});
});

describe('limits', () => {
	it('are 75 for each array where the workspace says so', async () => {
		await local.control('workspace', { settings: { objectLimit: 'perArray' } });
		const attributes = Array.from({ length: 75 }, (_, i) => ({ external_id: `u${i}`, a: 1 }));
		const events = attributes.map(({ external_id }) => ({ external_id, name: 'e', time }));
		await local.track({ attributes, events });
		const answer = await local.track({ events: [...events, events[0]] }, 400);
		expect(answer).toEqual({ message: 'Max Input Length Exceeded' });
	});

	it('are 4 MB', async () => {
		const big = { attributes: [{ external_id: 'u1', a: 'x'.repeat(4 * 1024 * 1024) }] };
		await local.track(big, 413);
	});
});
