import { useBrazeWorld } from '../../support/brazeWorld';
import { track } from '../../support/trackParameters';

const world = useBrazeWorld();

const WHO = { identifyBy: 'externalId', externalId: '={{ $json.id }}' };
const EVENT = {
	events: {
		event: [
			{
				name: { __rl: true, mode: 'name', value: 'entered' },
				sendIf: true,
				time: '',
				properties: {},
				propertiesJson: '{}',
			},
		],
	},
};

const verified = (attributes: Record<string, unknown>, more = {}, options = {}) =>
	track(attributes, { ...WHO, ...more, options: { verifyWithin: 1, ...options } });

describe('Verify in Braze', () => {
	it('says applied of what the profiles show, events by their count', async () => {
		const parameters = verified({ first_name: '={{ $json.name }}', team: 'Reds' }, EVENT);
		const items = await world.run(parameters, [
			{ id: 'u1', name: 'Pia' },
			{ id: 'u2', name: 'Joe' },
		]);
		expect(items.map(({ json }) => json)).toEqual(
			['u1', 'u2'].map((external_id) => ({
				status: 'applied',
				user: { external_id },
				verified: { attributes: ['first_name', 'team'], events: ['entered'] },
			})),
		);
		// Once before, because something is counted, and once after.
		expect(await world.sent('/users/export/ids')).toHaveLength(2);
	});

	it('names what a Braze that drops an attribute does not show', async () => {
		await world.client.post('/users/track', { attributes: [{ external_id: 'u1', team: 'Blues' }] });
		await world.client.lag({ maxHeld: 1 });
		const [item] = await world.run(verified({ team: 'Reds' }), [{ id: 'u1' }]);
		expect(item.json).toMatchObject({
			status: 'accepted',
			unverified: ['team'],
			warnings: [
				expect.stringMatching(
					/^Attribute "team": sent "Reds", but Braze has "Blues" after 1 second\./,
				),
			],
		});
	});

	it('reads the states of subscription groups, which no export shows', async () => {
		await world.workspace({ subscriptionGroups: [{ id: 'g1', name: 'News', channel: 'email' }] });
		const group = { subscriptionGroupId: 'g1', subscriptionState: 'subscribed', sendIf: true };
		const parameters = verified(
			{ email: '={{ $json.email }}' },
			{ subscriptionGroups: { group: [group] } },
		);
		const [item] = await world.run(parameters, [{ id: 'u1', email: 'pia@example.com' }]);
		expect(item.json).toMatchObject({
			status: 'applied',
			verified: { attributes: ['email'], subscriptionGroups: ['g1'] },
		});
	});

	it('costs nothing but the proof where the key may not read users', async () => {
		await world.workspace({ keys: [{ key: 'writer', permissions: ['users.track'] }] });
		const [item] = await world.run(verified({ team: 'Reds' }), [{ id: 'u1' }], {
			apiKey: 'writer',
		});
		expect(item.json).toMatchObject({ status: 'accepted', unverifiable: ['team'] });
		expect(await world.profiles()).toHaveLength(1);
	});

	it('sends nothing twice, and says nothing of items that failed', async () => {
		const items = await world.run(verified({ team: 'Reds' }, EVENT), [{ id: 'u1' }, { id: '' }]);
		expect(items.map(({ json }) => json.status)).toEqual(['applied', 'rejected']);
		const sent = await world.sent('/users/track');
		expect(sent.flatMap(({ events }) => events)).toHaveLength(1);
	});
});

describe('what Braze takes and does not do, Verify in Braze names', () => {
	const ATTRIBUTES = [
		{ name: 'old', data_type: 'String', status: 'Blocklisted' },
		{ name: 'points', data_type: 'Number' },
		{ name: 'teams', data_type: 'Array', array_length: 2 },
	];

	/** Sends one item, and gives its outcome. */
	const outcomeOf = async (attributes: Record<string, unknown>, options = {}, more = {}) => {
		await world.workspace({ customAttributes: ATTRIBUTES });
		const parameters = track(
			{ team: 'Reds', ...attributes },
			{ ...WHO, ...more, options: { verifyWithin: 1, ...options } },
			{ teams: 'array', long: 'object' },
		);
		const [item] = await world.run(parameters, [{ id: 'u1', teams: ['a', 'b', 'c'], long: LARGE }]);
		return item.json;
	};

	/** Some 75 KB. */
	const LARGE = Object.fromEntries(
		Array.from({ length: 300 }, (_, n) => [`new${n}`, 'x'.repeat(250)]),
	);

	it.each([
		['a blocklisted attribute', { old: 'x' }, 'old', 'no value'],
		['a value of another type than the forced one', { points: 'many' }, 'points', 'no value'],
		['a value that is coerced', { points: '7' }, 'points', '7'],
		[
			'a list over the limit of its attribute',
			{ teams: '={{ $json.teams }}' },
			'teams',
			'["b","c"]',
		],
	])('%s', async (_, attributes, name, has) => {
		expect(await outcomeOf(attributes)).toMatchObject({
			status: 'accepted',
			verified: { attributes: ['team'] },
			unverified: [name],
			warnings: [expect.stringContaining(`but Braze has ${has} after 1 second.`)],
		});
	});

	it('an empty text for an attribute of another type', async () => {
		expect(await outcomeOf({ points: '' }, { emptyValues: 'send' })).toMatchObject({
			unverified: ['points'],
		});
	});

	it('an object that is too large together with what is stored', async () => {
		const stored = Object.fromEntries(
			Array.from({ length: 300 }, (_, n) => [`old${n}`, 'x'.repeat(250)]),
		);
		await world.client.post('/users/track', { attributes: [{ external_id: 'u1', long: stored }] });
		const options = { mergeNestedObjects: 'always' };
		expect(await outcomeOf({ long: '={{ $json.long }}' }, options)).toMatchObject({
			status: 'accepted',
			unverified: ['long'],
		});
	});

	it('a user who is not there, with Update Existing Only', async () => {
		expect(await outcomeOf({}, { updateExistingOnly: true })).toMatchObject({
			status: 'accepted',
			unverified: ['team'],
			warnings: [expect.stringContaining('Braze does not show the user')],
		});
	});

	it('an email that is not encrypted, where the workspace encrypts identifiers', async () => {
		await world.workspace({ settings: { identifierEncryption: true } });
		expect(await outcomeOf({ email: 'pia@example.com' })).toMatchObject({
			status: 'accepted',
			unverified: ['team', 'email'],
			warnings: [
				expect.stringMatching(/does not show the user .*identifier encryption/),
				expect.stringMatching(/identifier encryption/),
			],
		});
	});

	it('a blocklisted event, which is not counted', async () => {
		await world.workspace({ events: [{ name: 'entered', status: 'Blocklisted' }] });
		expect(await outcomeOf({}, {}, EVENT)).toMatchObject({
			status: 'accepted',
			unverified: ['event "entered"'],
		});
	});
});

describe('Check Against Workspace', () => {
	const checked = (attributes: Record<string, unknown>, more = {}) =>
		track(attributes, { ...WHO, ...more, options: { checkWorkspace: true } });

	it('leaves out what is not active, and sends the rest', async () => {
		await world.workspace({
			customAttributes: [
				{ name: 'team', data_type: 'String', status: 'Active' },
				{ name: 'old', data_type: 'String', status: 'Blocklisted' },
			],
		});
		const [item] = await world.run(checked({ team: 'Reds', old: 'x' }), [{ id: 'u1' }]);
		expect(item.json).toMatchObject({
			status: 'accepted',
			warnings: [expect.stringMatching(/^Attribute "old" is not active in this workspace/)],
		});
		expect(await world.profiles()).toMatchObject([{ custom_attributes: { team: 'Reds' } }]);
	});

	it('sends everything, with one warning, where the key may not read the lists', async () => {
		await world.workspace({ keys: [{ key: 'writer', permissions: ['users.track'] }] });
		const [item] = await world.run(checked({ team: 'Reds' }), [{ id: 'u1' }], { apiKey: 'writer' });
		expect(item.json.status).toBe('accepted');
		expect(await world.profiles()).toHaveLength(1);
	});
});

describe('a dry run', () => {
	it('says what it would cost', async () => {
		const parameters = track(
			{ team: 'Reds', 'address.city': 'Rome', 'address.zip': '1' },
			{ ...WHO, ...EVENT, options: { dryRun: true } },
		);
		const [item] = await world.run(parameters, [{ id: 'u1' }]);
		expect(item.json.data_points).toEqual({ at_most: 4 });
	});
});
