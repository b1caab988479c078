import { useWorkbench } from './support/workbench';

const bench = useWorkbench();

const track = async (...attributes: object[]) =>
	await bench.braze('/users/track', {
		attributes: attributes.map((one) => ({ _update_existing_only: false, ...one })),
	});

const alias = (alias_name: string) => ({ user_alias: { alias_name, alias_label: 'email' } });

const sentTo = async (path: string) =>
	(await bench.requests()).filter((request) => request.path === path).map(({ body }) => body);

/** Runs an operation that is verified for a second. */
const verify = async (name: string, parameters: object, items: object[], options = {}) =>
	await bench.run(name, { ...parameters, options: { verifyWithin: 1, ...options } }, items);

const applied = (name: string) => ({ status: 'applied', verified: { user: [name] } });

const accepted = (name: string, warning: RegExp) => ({
	status: 'accepted',
	unverified: [name],
	warnings: [expect.stringMatching(warning)],
});

describe('Identify', () => {
	const byId = { externalId: '={{ $json.id }}' };

	it('is applied where the alias leads to the external ID, and where its profile was merged', async () => {
		await track(alias('a@x.com'), alias('b@x.com'), { external_id: 'v', score: 1 });
		const items = [
			{ email: 'a@x.com', id: 'u' },
			{ email: 'b@x.com', id: 'v' },
		];
		expect(await verify('user.identify', byId, items)).toMatchObject(
			items.map(() => applied('external_id')),
		);
		// Once before, once after; the request itself once.
		expect(await sentTo('/users/export/ids')).toHaveLength(2);
		expect(await sentTo('/users/identify')).toHaveLength(1);
	});

	it('names an alias in another case, one whose label the user has, and a shared address', async () => {
		await track(alias('a@x.com'), alias('b@x.com'), { external_id: 'v' });
		await bench.braze('/users/alias/new', {
			user_aliases: [{ external_id: 'v', alias_label: 'email', alias_name: 'v@x.com' }],
		});
		const items = [
			{ email: 'A@x.com', id: 'u' },
			{ email: 'b@x.com', id: 'v' },
		];
		expect(await verify('user.identify', byId, items)).toMatchObject([
			accepted('external_id', /^No user in Braze had this alias when it was sent.*case-sensitive/),
			accepted('external_id', /^The profile with this alias does not have the external ID after 1/),
		]);
	});

	it('tells by an email what became of one of several profiles', async () => {
		await bench.braze('/_sandbox/workspace', { settings: { identifyShared: 'never' } });
		await track({ email: 's@x.com' }, { external_id: 'w', email: 's@x.com' }, { email: 'e@x.com' });
		const items = [
			{ email: 's@x.com', id: 'w' },
			{ email: 'e@x.com', id: 'n' },
		];
		expect(await verify('user.identify', { ...byId, identifyBy: 'email' }, items)).toMatchObject([
			accepted('external_id', /several profiles have this email: Braze then combines nothing/),
			applied('external_id'),
		]);
	});
});

describe('Add Alias', () => {
	it('is applied where the user has it, and names an alias that is in use and an unknown user', async () => {
		await track({ external_id: 'u', a: 1 }, { external_id: 'v', a: 1 }, alias('used@x.com'));
		const items = [
			{ id: 'u', email: 'u@x.com' },
			{ id: 'v', email: 'used@x.com' },
			{ id: 'nobody', email: 'n@x.com' },
		];
		expect(await verify('user.addAlias', { externalId: '={{ $json.id }}' }, items)).toMatchObject([
			applied('user_alias'),
			accepted('user_alias', /^Another user in Braze has the alias/),
			accepted('user_alias', /^No user in Braze has the external ID/),
		]);
	});

	it('of a new user is applied only where there was none', async () => {
		await track({ ...alias('old@x.com'), a: 1 });
		const items = [{ email: 'new@x.com' }, { email: 'old@x.com' }];
		expect(await verify('user.addAlias', { aliasOwner: 'new' }, items)).toMatchObject([
			applied('user_alias'),
			accepted('user_alias', /^A user in Braze had this alias already, so none was created\./),
		]);
	});
});

describe('Update Alias', () => {
	const parameters = { aliasName: '={{ $json.old }}', newAliasName: '={{ $json.new }}' };

	it('is applied where the user has the new name, and names what Braze changes not', async () => {
		await track(alias('a@x.com'), alias('b@x.com'), alias('used@x.com'));
		const items = [
			{ old: 'a@x.com', new: 'a2@x.com' },
			{ old: 'b@x.com', new: 'used@x.com' },
			{ old: 'nobody@x.com', new: 'n@x.com' },
		];
		expect(await verify('user.updateAlias', parameters, items)).toMatchObject([
			applied('user_alias'),
			accepted('user_alias', /^Another user in Braze has the new alias/),
			accepted('user_alias', /^No user in Braze had this alias when it was sent/),
		]);
	});

	it('says nothing of an alias that a later item changes again', async () => {
		await track(alias('a@x.com'));
		const items = [
			{ old: 'a@x.com', new: 'b@x.com' },
			{ old: 'b@x.com', new: 'c@x.com' },
		];
		const unverifiable = { status: 'accepted', unverifiable: ['user_alias'] };
		expect(await verify('user.updateAlias', parameters, items)).toMatchObject([
			unverifiable,
			unverifiable,
		]);
	});
});

describe('Merge', () => {
	const parameters = {
		identifyBy: 'email',
		email: '={{ $json.email }}',
		keepIdentifyBy: 'externalId',
		keepExternalId: '={{ $json.id }}',
	};

	it('is applied where the profile is gone, also of several with an email', async () => {
		await track({ email: 'a@x.com' }, { external_id: 'u', email: 'a@x.com' }, { email: 'b@x.com' });
		const items = [
			{ email: 'a@x.com', id: 'u' },
			{ email: 'b@x.com', id: 'u' },
		];
		expect(await verify('user.merge', parameters, items)).toMatchObject(
			items.map(() => applied('merged')),
		);
	});

	it('names whom Braze does not know, and looks no longer than needed', async () => {
		await track({ email: 'a@x.com' }, { external_id: 'u' });
		const items = [
			{ email: 'nobody@x.com', id: 'u' },
			{ email: 'a@x.com', id: 'nobody' },
		];
		const results = await bench.run(
			'user.merge',
			{ ...parameters, options: { verifyWithin: 600 } },
			items,
		);
		expect(results).toMatchObject([
			accepted('merged', /^User to Merge: No user in Braze had this email when it was sent\./),
			accepted('merged', /^User to Keep: No user in Braze had this external ID/),
		]);
	});

	it('is not claimed while Braze has not done it', async () => {
		await track({ email: 'a@x.com' }, { external_id: 'u' });
		await bench.braze('/_sandbox/lag', { maxHeld: 5 });
		expect(await verify('user.merge', parameters, [{ email: 'a@x.com', id: 'u' }])).toMatchObject([
			accepted(
				'merged',
				/^The User to Merge is still a profile of its own after 1 second\. Merging/,
			),
		]);
	});
});

describe('Delete', () => {
	it('is applied where the user is gone, and names who was not there', async () => {
		await track({ external_id: 'a' }, { external_id: 'b' });
		const parameters = { identifyBy: 'externalId', externalId: '={{ $json.id }}' };
		const items = [{ id: 'a' }, { id: 'nobody' }];
		const several = { allowSeveralDeletions: true };
		expect(await verify('user.delete', parameters, items, several)).toMatchObject([
			{ ...applied('deleted'), deleted: true },
			accepted('deleted', /^No user in Braze had this external ID when it was sent\./),
		]);
	});

	it('names an email that several profiles share', async () => {
		await track({ external_id: 'a', email: 's@x.com' }, { external_id: 'b', email: 's@x.com' });
		const parameters = {
			identifyBy: 'email',
			email: '={{ $json.email }}',
			prioritization: 'identified',
		};
		expect(await verify('user.delete', parameters, [{ email: 's@x.com' }])).toMatchObject([
			accepted('deleted', /^The user is still in Braze after 1 second\..*Braze deletes none/),
		]);
	});
});

describe('Rename and Remove External ID', () => {
	it('are applied as the profiles show them', async () => {
		await track({ external_id: 'a' }, { external_id: 'b' });
		const rename = { externalId: '={{ $json.old }}', newExternalId: '={{ $json.new }}' };
		const items = [
			{ old: 'a', new: 'a2' },
			{ old: 'b', new: 'a' },
		];
		expect(await verify('user.renameExternalId', rename, items)).toMatchObject([
			applied('external_id'),
			{ status: 'rejected' },
		]);
		const remove = { externalId: '={{ $json.id }}' };
		expect(await verify('user.removeExternalId', remove, [{ id: 'a' }])).toMatchObject([
			applied('removed'),
		]);
	});
});

describe('Subscription Group, Update State', () => {
	const parameters = { subscriptionGroupId: '={{ $json.group }}', identifyBy: 'externalId' };
	const user = { externalId: '={{ $json.id }}', subscriptionState: '={{ $json.state }}' };
	beforeEach(async () => {
		await bench.braze('/_sandbox/workspace', {
			subscriptionGroups: [
				{ id: 'news', channel: 'email' },
				{ id: 'old', channel: 'email', archived: true },
				{ id: 'sms', channel: 'sms' },
			],
		});
		await track({ external_id: 'u', email: 'u@x.com', phone: '+61400000000' });
	});

	it('is applied where Braze has the state, and names an archived group', async () => {
		const items = [
			{ id: 'u', group: 'news', state: 'subscribed' },
			{ id: 'u', group: 'old', state: 'subscribed' },
			{ id: 'u', group: 'sms', state: 'unsubscribed' },
			{ id: 'u', group: 'sms', state: 'subscribed' },
		];
		expect(
			await verify('subscriptionGroup.updateStatus', { ...parameters, ...user }, items),
		).toMatchObject([
			{ status: 'applied', verified: { subscriptionGroups: ['news'] } },
			accepted('subscription_state', /^The state is "unknown", not "subscribed", after 1 second\./),
			{ status: 'accepted', unverifiable: ['subscription_state'] },
			{ status: 'applied', verified: { subscriptionGroups: ['sms'] } },
		]);
		expect(await sentTo('/v2/subscription/status/set')).toHaveLength(4);
	});

	it('claims nothing of who was asked, nor without the permission', async () => {
		const asked = { ...parameters, ...user, options: { verifyWithin: 1, useDoubleOptIn: true } };
		const items = [{ id: 'u', group: 'sms', state: 'subscribed' }];
		expect(await bench.run('subscriptionGroup.updateStatus', asked, items)).toMatchObject([
			{ status: 'accepted', subscription_state: 'asked', unverifiable: ['subscription_state'] },
		]);
		await bench.braze('/_sandbox/workspace', {
			keys: [{ key: bench.setup.credentials.apiKey, permissions: ['subscription.status.set'] }],
		});
		expect(
			await verify('subscriptionGroup.updateStatus', { ...parameters, ...user }, items),
		).toMatchObject([
			{
				status: 'accepted',
				unverifiable: ['subscription_state'],
				warnings: [expect.stringMatching(/^The state could not be read back: .*status\.get/)],
			},
		]);
	});
});

describe('reading back', () => {
	it('costs nothing but the proof where the key may not read users', async () => {
		await track({ external_id: 'a' });
		await bench.braze('/_sandbox/workspace', {
			keys: [{ key: bench.setup.credentials.apiKey, permissions: ['users.delete'] }],
		});
		const parameters = { identifyBy: 'externalId', externalId: 'a' };
		expect(await verify('user.delete', parameters, [{}])).toMatchObject([
			{
				status: 'accepted',
				unverifiable: ['deleted'],
				warnings: [expect.stringMatching(/^The user could not be read back: .*users\.export\.ids/)],
			},
		]);
		expect(await sentTo('/users/delete')).toHaveLength(1);
	});

	it('is not done unless it is asked for, and reads nobody whose item failed', async () => {
		const parameters = { identifyBy: 'externalId', externalId: '={{ $json.id }}' };
		await bench.run('user.delete', parameters, [{ id: 'a' }]);
		expect(await sentTo('/users/export/ids')).toEqual([]);
		await bench.braze('/_sandbox/faults', { rules: [{ path: '/users/delete', status: 400 }] });
		await verify('user.delete', parameters, [{ id: 'a' }]);
		expect(await sentTo('/users/export/ids')).toHaveLength(1);
	});
});
