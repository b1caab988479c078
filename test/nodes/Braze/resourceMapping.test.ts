import { BrazeApi } from '../../../credentials/BrazeApi.credentials';
import { Braze } from '../../../nodes/Braze/Braze.node';
import { SETTABLE_ATTRIBUTES } from '../../../nodes/Braze/model/attributes';
import { useBrazeWorld } from '../../support/brazeWorld';
import { loadOptionsContext } from '../../support/runNode.mts';
import { track } from '../../support/trackParameters';

const world = useBrazeWorld();

async function fieldsFor(apiKey: string) {
	const node = new Braze();
	const context = loadOptionsContext({
		node,
		credentialType: new BrazeApi(),
		credentials: { instance: 'custom', restEndpoint: world.url, apiKey },
	});
	return await node.methods.resourceMapping.getAttributes.call(context);
}

describe('the attributes to choose from', () => {
	it('are Braze’s and the workspace’s own, with their types, however many', async () => {
		const many = Array.from({ length: 120 }, (_, n) => ({ name: `c${n}`, data_type: 'Number' }));
		await world.workspace({
			customAttributes: [
				{ name: 'team', data_type: 'String' },
				{ name: 'vip', data_type: 'Boolean' },
				{ name: 'since', data_type: 'Time' },
				{ name: 'teams', data_type: 'Array' },
				{ name: 'address', data_type: 'Object' },
				{ name: 'pets', data_type: 'Object Array' },
				...many,
			],
		});
		const { fields } = await fieldsFor(world.apiKey);
		const types = Object.fromEntries(fields.map(({ id, type }) => [id, type]));
		expect(types).toMatchObject({
			first_name: 'string',
			email_open_tracking_disabled: 'boolean',
			team: 'string',
			vip: 'boolean',
			since: 'dateTime',
			teams: 'array',
			address: 'object',
			pets: 'array',
			c0: 'number',
			c119: 'number',
		});
	});

	it('begin with a handful, the rest to be added', async () => {
		const { fields } = await fieldsFor(world.apiKey);
		const shown = fields.filter(({ removed }) => !removed).map(({ id }) => id);
		expect(shown).toEqual(['email', 'first_name', 'last_name', 'phone']);
	});

	it('are the common ones, then the workspace’s own, then Braze’s rare ones', async () => {
		await world.workspace({ customAttributes: [{ name: 'team', data_type: 'String' }] });
		const ids = (await fieldsFor(world.apiKey)).fields.map(({ id }) => id);
		const own = ids.indexOf('team');
		expect(ids.slice(0, own)).toEqual([
			'email',
			'first_name',
			'last_name',
			'phone',
			'dob',
			'gender',
			'country',
			'home_city',
			'language',
			'time_zone',
			'email_subscribe',
			'push_subscribe',
		]);
		expect(ids.slice(own + 1)).toEqual(
			[...SETTABLE_ATTRIBUTES.keys()].filter((name) => !ids.slice(0, own).includes(name)),
		);
	});

	it('are the standard ones without the permission', async () => {
		await world.workspace({ keys: [{ key: 'track-only', permissions: ['users.track'] }] });
		const { fields } = await fieldsFor('track-only');
		expect(fields.map(({ id }) => id)).toContain('first_name');
	});

	const notice = async (apiKey = world.apiKey) => {
		const { fields } = await fieldsFor(apiKey);
		expect(fields.map(({ id }) => id)).toContain('first_name');
		const [first] = fields;
		expect(first).toMatchObject({ id: '$notice', readOnly: true, removed: false, display: true });
		expect(first.displayName).toBe('Your own attributes are not all listed');
		return first.defaultValue;
	};

	it('say why the workspace’s own are missing', async () => {
		await world.workspace({ keys: [{ key: 'track-only', permissions: ['users.track'] }] });
		expect(await notice('track-only')).toMatch(/Give it the permission "custom_attributes\.get"/);
		expect(await notice(' ')).toMatch('The API key is empty');
		expect(await notice('wrong')).toMatch('rejected the API key');
		await world.faults([{ path: '/custom_attributes', status: 500 }]);
		expect(await notice()).toMatch('Braze had a server error (status 500');
		await world.faults([{ path: '/custom_attributes', cut: 'before' }]);
		expect(await notice()).toMatch(/No response from Braze at .* \(the connection was closed\)/);
	});

	it('hold no notice when all is well, and it is never sent', async () => {
		const { fields } = await fieldsFor(world.apiKey);
		expect(fields.filter(({ readOnly }) => readOnly)).toEqual([]);
		await world.workspace({ keys: [{ key: 'track-only', permissions: ['users.track'] }] });
		const { fields: schema } = await fieldsFor('track-only');
		for (const mapping of [
			{ mappingMode: 'defineBelow', value: { email: '={{ $json.email }}', $notice: null } },
			{ mappingMode: 'defineBelow', value: { email: '={{ $json.email }}', $notice: 'Why' } },
			{ mappingMode: 'autoMapInputData', value: null },
		]) {
			const parameters = {
				...track({}),
				attributesMode: 'list',
				attributesMapping: { ...mapping, schema },
				options: { emptyValues: 'clear' },
			};
			const [{ json }] = await world.run(parameters, [{ email: 'a@example.com', $notice: 'x' }]);
			expect(json.status).toBe('accepted');
		}
		const sent = JSON.stringify(await world.sent('/users/track'));
		expect(sent).toContain('a@example.com');
		expect(sent).not.toContain('$notice');
	});
});
