import { userByExternalId } from '../../../../nodes/Braze/model/user';
import type { UserChange } from '../../../../nodes/Braze/track/combine';
import { dataPointsOf, sumOfDataPoints } from '../../../../nodes/Braze/track/dataPoints';
import { placed } from '../support/activities';

const change = (some: Partial<UserChange>): UserChange => ({
	item: 0,
	user: userByExternalId('u'),
	events: [],
	purchases: [],
	mergedNames: new Set(),
	updateExistingOnly: false,
	...some,
});

describe('data points', () => {
	it.each([
		['a value', 1, 1],
		['null', null, 1],
		['a list set as a whole', ['a', 'b', 'c'], 1],
		['each key of an object', { city: 'x', street: { name: 'y', number: 1 } }, 3],
		['an empty object', {}, 1],
		['an increment', { inc: 5 }, 1],
		['each value that is added or removed', { add: ['a', 'b'], remove: ['c'] }, 3],
		['each key of objects that are added', { $add: [{ a: 1, b: 2 }, { a: 1 }] }, 3],
	])('are counted for %s', (_what, value, points) => {
		expect(dataPointsOf(change({ attributes: { x: value } })).atMost).toBe(points);
	});

	it('are free for consent', () => {
		const attributes = { email_subscribe: 'opted_in', subscription_groups: [{}, {}] };
		expect(dataPointsOf(change({ attributes }))).toEqual({ atMost: 0, properties: 0 });
	});

	it('are counted for events and purchases, but not for eCommerce events; properties apart', () => {
		const events = placed(
			{ name: 'entered', properties: { a: 1, b: 2 } },
			{ name: 'ecommerce.order_placed', properties: { a: 1 } },
		);
		const purchases = placed({ product_id: 'hat', properties: { c: 1 } });
		const one = dataPointsOf(change({ events, purchases }));
		expect(one).toEqual({ atMost: 2, properties: 3 });
		expect(sumOfDataPoints([one, one])).toEqual({ atMost: 4, properties: 6 });
	});
});
