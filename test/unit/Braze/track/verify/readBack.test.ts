import type { IDataObject } from 'n8n-workflow';

import { type User, userByExternalId } from '../../../../../nodes/Braze/model/user';
import type { UserChange } from '../../../../../nodes/Braze/track/combine';
import { prepareVerify } from '../../../../../nodes/Braze/track/verify/verify';
import { placed } from '../../support/activities';
import { jsonResponse, readerOf } from '../../support/reader';

const NOW = Date.parse('2026-06-01T12:00:00Z');

/** What is read back of one item, and the fields that were asked for. */
async function readBack(change: Partial<UserChange>, users: IDataObject[]) {
	const { client, clock, requests } = readerOf(({ path, query = {} }) => {
		if (path !== '/subscription/status/get') return jsonResponse({ message: 'success', users });
		if (query.subscription_group_id === 'denied') return jsonResponse({ message: 'no' }, 400);
		return jsonResponse({ message: 'success', status: { u: 'Subscribed' } });
	}, NOW);
	const whole = {
		item: 0,
		user: userByExternalId('u'),
		events: [],
		purchases: [],
		mergedNames: new Set<string>(),
		updateExistingOnly: false,
		...change,
	};
	const verify = async () => await (await prepareVerify([whole], 1, client))(new Set([0]));
	const readBacks = await clock.run(verify());
	const asked = requests.map(({ body }) => (body as IDataObject | undefined)?.fields_to_export);
	return { ...readBacks.get(0)!, asked };
}

const PROFILE = { external_id: 'u', braze_id: 'b' };
const IDENTIFIERS = ['external_id', 'user_aliases'];
const REASONS =
	'after 1 second. Possible reasons: its type is forced in Braze and it was converted or dropped, it is blocklisted, over a limit, the profile was merged, another system changed it, or it is not there yet';

describe('reading back', () => {
	it('asks for what can be compared alone: counts before and after, attributes after', async () => {
		const COUNTS = ['custom_events', 'purchases'];
		const held = { ...PROFILE, first_name: 'Pia', custom_attributes: { a: 1 } };
		const one = { name: 'x', count: 1, last: '2026-06-01T12:00:00Z' };
		const attributes = { first_name: 'Pia', a: 1 };
		const { asked } = await readBack({ attributes }, [held]);
		expect(asked).toEqual([['braze_id', 'custom_attributes', 'first_name', ...IDENTIFIERS]]);
		const both = await readBack(
			{
				attributes: { first_name: 'Pia' },
				events: placed({ name: 'x', time: one.last }),
				purchases: placed({ product_id: 'x', time: one.last }),
			},
			[{ ...held, custom_events: [one], purchases: [one] }],
		);
		expect(both.asked.slice(0, 2)).toEqual([
			[...COUNTS, 'braze_id', ...IDENTIFIERS],
			['braze_id', 'custom_events', 'first_name', 'purchases', ...IDENTIFIERS],
		]);
	});

	it('reads the states of subscription groups by the contacts of the profile', async () => {
		const states = ['subscribed', 'unsubscribed', 'subscribed'];
		const subscription_groups = ['a', 'b', 'denied'].map((group, index) => ({
			subscription_group_id: group,
			subscription_state: states[index],
		}));
		const { asked, applied, outcome, warnings } = await readBack(
			{ attributes: { subscription_groups } },
			[PROFILE],
		);
		expect(asked[0]).toEqual(['braze_id', 'email', 'phone', ...IDENTIFIERS]);
		expect([applied, outcome]).toEqual([
			false,
			{
				verified: { subscriptionGroups: ['a'] },
				unverified: ['subscription group "b"'],
				unverifiable: ['subscription group "denied"'],
			},
		]);
		expect(warnings).toEqual([
			`Subscription group "b": sent "unsubscribed", but Braze has "subscribed" ${REASONS}.`,
			expect.stringMatching(/^The subscription group could not be read back: .*no/),
		]);
	});

	it('says that an email may be missing for another reason', async () => {
		const { warnings } = await readBack({ attributes: { email: 'a@b.co', a: 1 } }, [
			{ ...PROFILE, custom_attributes: { a: 1 } },
		]);
		expect(warnings).toEqual([
			`Attribute "email": sent "a@b.co", but Braze has no value ${REASONS}; or the workspace uses identifier encryption, and email_encrypted is missing.`,
		]);
		const { warnings: others } = await readBack({ attributes: { a: 1, email: 'a@b.co' } }, [
			{ ...PROFILE, email: 'a@b.co' },
		]);
		expect(others).toEqual([`Attribute "a": sent 1, but Braze has no value ${REASONS}.`]);
	});

	it('knows nothing of one of several profiles', async () => {
		const user: User = { by: 'email', value: 'a@b.co' };
		const events = placed({ name: 'x', time: '2026-06-01T12:00:00Z' });
		const { applied, outcome, warnings } = await readBack({ user, attributes: { a: 1 }, events }, [
			{ braze_id: '1' },
			{ braze_id: '2' },
		]);
		expect([applied, outcome]).toEqual([false, { unverifiable: ['a', 'event "x"'] }]);
		expect(warnings).toEqual([
			'The user could not be read back: several profiles in Braze have this email or phone',
		]);
	});
});
