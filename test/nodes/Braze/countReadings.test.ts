import { useBrazeWorld } from '../../support/brazeWorld';
import { track } from '../../support/trackParameters';

/*
 * Braze's page says that attributes_processed counts external IDs; whether it counts users by another
 * identifier is not said. Whatever it counts, nothing that was written may be called rejected, and
 * nothing that was not may be called accepted.
 */

const world = useBrazeWorld({ isReset: false });

/** Ways to identify, and the people that each of them knows by now. */
const WAYS = {
	'external ID': { identifyBy: 'externalId', externalId: '={{ $json.id }}' },
	alias: { identifyBy: 'userAlias', aliasLabel: 'email', aliasName: '={{ $json.email }}' },
	email: { identifyBy: 'email', email: '={{ $json.email }}' },
	phone: { identifyBy: 'phone', phone: '={{ $json.phone }}' },
	'first available': {
		identifyBy: 'firstAvailable',
		identifiers: {
			identifier: [
				{ by: 'externalId', aliasLabel: 'email', value: '={{ $json.first }}' },
				{ by: 'userAlias', aliasLabel: 'email', value: '={{ $json.second }}' },
				{ by: 'phone', aliasLabel: 'email', value: '={{ $json.phone }}' },
			],
		},
	},
};

const people = (count: number) =>
	Array.from({ length: count }, (_, n) => ({
		id: `u${n}`,
		email: `u${n}@x.com`,
		phone: `+6140000000${n}`,
		...(n % 3 === 0 && { first: `u${n}` }),
		...(n % 3 === 1 && { second: `u${n}@x.com` }),
		score: n,
		language: 'en',
	}));

const EVENT = {
	events: {
		event: [{ name: { __rl: true, mode: 'name', value: 'entered' }, sendIf: true, time: '' }],
	},
};

const ATTRIBUTES = { score: '={{ $json.score }}', language: '={{ $json.language }}' };
const TYPES = { score: 'number' };

describe.each(['externalIds', 'users', 'objects'])('attributes_processed counts %s', (reading) => {
	beforeEach(async () => {
		await world.reset();
		await world.workspace({ settings: { attributesProcessed: reading } });
	});

	describe.each(Object.entries(WAYS))('by %s', (_way, who) => {
		it.each([1, 2, 7])('accepts %d items that were written', async (count) => {
			const items = await world.run(track(ATTRIBUTES, { ...who, ...EVENT }, TYPES), people(count));
			expect(items.map(({ json }) => [json.status, json.errors])).toEqual(
				people(count).map(() => ['accepted', undefined]),
			);
			expect((await world.profiles()).map(({ custom_attributes: held }) => held)).toEqual(
				people(count).map(({ score }) => ({ score })),
			);
			// No request is sent again because of a count.
			expect(await world.sent('/users/track')).toHaveLength(1);
		});

		it('combines several items of one user', async () => {
			const [one] = people(1);
			const parameters = track(ATTRIBUTES, who, TYPES);
			const items = await world.run(parameters, [one, { ...one, score: 5 }, { ...one, score: 9 }]);
			expect(items.map(({ json }) => json.status)).toEqual(items.map(() => 'accepted'));
			expect(await world.profiles()).toMatchObject([{ custom_attributes: { score: 9 } }]);
		});

		it('rejects the one that Braze names, and no other', async () => {
			const group = {
				group: [
					{
						subscriptionGroupId: '={{ $json.group }}',
						subscriptionState: 'subscribed',
						sendIf: true,
					},
				],
			};
			await world.workspace({ subscriptionGroups: [{ id: 'g', channel: 'email' }] });
			const given = people(3).map((one, n) => ({ ...one, group: n === 1 ? 'other' : 'g' }));
			const parameters = track(ATTRIBUTES, { ...who, subscriptionGroups: group }, TYPES);
			const items = await world.run(parameters, given);
			expect(items.map(({ json }) => json.status)).toEqual(['accepted', 'rejected', 'accepted']);
			expect(await world.profiles()).toHaveLength(2);
		});

		it('says applied of what the profiles show', async () => {
			const options = { options: { verifyWithin: 1 } };
			const parameters = track(ATTRIBUTES, { ...who, ...EVENT, ...options }, TYPES);
			const items = await world.run(parameters, people(3));
			expect(items.map(({ json }) => json.status)).toEqual(items.map(() => 'applied'));
		});
	});
});

describe('a request of one object of which the response counts none', () => {
	it.each([
		['external ID', 'rejected'],
		['alias', 'accepted'],
		['email', 'accepted'],
		['phone', 'accepted'],
	] as const)('with %s is %s', async (way, status) => {
		await world.reset();
		const body = { message: 'success', attributes_processed: 0 };
		await world.faults([{ path: '/users/track', status: 201, body }]);
		const [item] = await world.run(track(ATTRIBUTES, WAYS[way], TYPES), people(1));
		expect(item.json).toMatchObject({ status });
	});
});
