import { Lag } from '../src/lag.mts';
import { Local } from './support/client.mts';

let local: Local;
beforeAll(async () => (local = await Local.start()));
afterAll(async () => await local.close());
beforeEach(async () => await local.reset());

const set = async (id: string, a: number) =>
	await local.track({ attributes: [{ external_id: id, a }] });
const waiting = async () => (await local.get('/_sandbox/lag')).data.waiting;

describe('lag', () => {
	it('accepts what takes effect later', async () => {
		await local.lag({ maxHeld: 5 });
		expect(await set('u', 1)).toEqual({ message: 'success', attributes_processed: 1 });
		expect([await local.profiles(), await waiting()]).toEqual([[], 1]);
		await local.release();
		expect(await local.profiles()).toMatchObject([{ custom_attributes: { a: 1 } }]);
	});

	it('holds as many requests as it may, and applies others out of order', async () => {
		const orders = [];
		for (const seed of [1, 1, 2]) {
			await local.reset();
			await local.lag({ maxHeld: 4, seed });
			for (let i = 0; i < 12; i++) await set(`u${i}`, i);
			expect([(await local.profiles()).length, await waiting()]).toEqual([8, 4]);
			await local.release(3);
			expect(await waiting()).toBe(1);
			await local.release();
			orders.push((await local.profiles()).map(({ external_id: id }) => String(id)));
		}
		const sent = Array.from({ length: 12 }, (_, i) => `u${i}`);
		expect(orders[0]).not.toEqual(sent);
		expect(orders[0].toSorted()).toEqual(sent.toSorted());
		expect(orders[1]).toEqual(orders[0]);
		expect(orders[2]).not.toEqual(orders[0]);
	});

	it('lets an older value win over a newer one', async () => {
		const last = new Set();
		for (let seed = 1; seed <= 10; seed++) {
			await local.reset();
			await local.lag({ maxHeld: 2, seed });
			await set('u', 1);
			await set('u', 2);
			await local.release();
			last.add((await local.user('u')).custom_attributes.a);
		}
		expect(last).toEqual(new Set([1, 2]));
	});

	it('concerns every asynchronous endpoint, and lists its errors at once', async () => {
		await set('u', 1);
		await local.lag({ maxHeld: 10 });
		const alias = { alias_name: 'n', alias_label: 'l' };
		const { data } = await local.post('/users/alias/new', {
			user_aliases: [{ external_id: 'u', ...alias }, {}],
		});
		expect(data.errors).toHaveLength(1);
		await local.post('/email/status', { email: 'a@b.de', subscription_state: 'opted_in' });
		await local.post('/users/delete', { external_ids: ['u'] });
		await local.post('/users/merge', { merge_updates: [] });
		await local.post('/v2/subscription/status/set', {
			subscription_groups: [
				{ subscription_group_id: 'g', subscription_state: 'subscribed', external_ids: ['u'] },
			],
		});
		await local.post('/users/identify', {
			aliases_to_identify: [{ external_id: 'u', user_alias: alias }],
		});
		expect([await waiting(), await local.profiles()]).toMatchObject([6, [{ external_id: 'u' }]]);
	});

	it('ends by applying all that waits', async () => {
		await local.lag({ maxHeld: 5 });
		await set('u', 1);
		await local.lag({ maxHeld: 0 });
		expect([await waiting(), (await local.profiles()).length]).toEqual([0, 1]);
	});

	it.each([{}, { maxHeld: -1 }, { maxHeld: 1, seed: 'x' }])('%j is refused', async (lag) => {
		expect((await local.post('/_sandbox/lag', lag)).status).toBe(400);
	});

	it('survives a release while nothing waits', () => {
		const lag = new Lag();
		lag.release(3);
		expect(lag.waiting).toBe(0);
	});
});
