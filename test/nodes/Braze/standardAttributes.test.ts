import {
	COMPARABLE_ATTRIBUTES,
	EXPORTED_FIELDS,
	SETTABLE_ATTRIBUTES,
} from '../../../nodes/Braze/model/attributes';
import { useBrazeWorld } from '../../support/brazeWorld';
import { readDoc } from '../../support/docs.mts';

const world = useBrazeWorld({ isReset: false });

const GROUP = '2c55f0a9-7c4e-4f3b-9c57-0b0a7a0c9d11';

/** Names, and a value of each that Braze takes. */
const SAMPLES: Record<string, unknown> = {
	country: 'AU',
	current_location: { longitude: 144.9, latitude: -37.8 },
	date_of_first_session: '2026-03-26T18:12:00Z',
	date_of_last_session: '2026-03-26T18:12:00Z',
	dob: '1990-12-31',
	email: 'joe@bloggs.com',
	email_click_tracking_disabled: true,
	email_open_tracking_disabled: false,
	email_subscribe: 'opted_in',
	facebook: { id: 'x' },
	first_name: 'Joe',
	gender: 'M',
	home_city: 'Perth',
	image_url: 'https://example.com/joe.png',
	language: 'en',
	last_name: 'Bloggs',
	marked_email_as_spam_at: '2026-03-26T18:12:00Z',
	phone: '+61400000000',
	push_subscribe: 'subscribed',
	push_tokens: [{ app_id: 'app-1', token: 't' }],
	subscription_groups: [{ subscription_group_id: GROUP, subscription_state: 'subscribed' }],
	time_zone: 'Australia/Perth',
	twitter: { screen_name: 'joe' },
};

/** Sets attributes by the API, and gives the profile back. */
async function profileWith(attributes: object) {
	await world.reset();
	await world.workspace({ subscriptionGroups: [{ id: GROUP, name: 'News', channel: 'email' }] });
	const user = { external_id: 'u1' };
	const { data } = await world.client.post('/users/track', {
		attributes: [{ ...user, ...attributes }],
	});
	expect(data).toEqual({ message: 'success', attributes_processed: 1 });
	const [profile] = await world.profiles();
	return profile;
}

/** @returns undefined where it throws */
function attempt(read: () => unknown): unknown {
	try {
		return read();
	} catch {
		return undefined;
	}
}

describe('the table of standard attributes', () => {
	it('has a rule that leaves a good value of each as it is', () => {
		expect(Object.keys(SAMPLES)).toEqual([...SETTABLE_ATTRIBUTES.keys()].sort());
		for (const [name, { rule }] of SETTABLE_ATTRIBUTES)
			expect(rule(SAMPLES[name])).toEqual(SAMPLES[name]);
	});

	it('names what the local Braze knows, too, and nothing else', async () => {
		expect((await profileWith(SAMPLES)).custom_attributes ?? {}).toEqual({});
		expect((await profileWith({ First_Name: 'x' })).custom_attributes).toEqual({
			First_Name: 'x',
		});
	});

	it('takes the languages that the local Braze takes', async () => {
		const { rule } = SETTABLE_ATTRIBUTES.get('language') as { rule: (value: unknown) => unknown };
		const letters = [...'abcdefghijklmnopqrstuvwxyz'];
		const pairs = letters.flatMap((first) => letters.map((second) => first + second));
		const codes = [
			...pairs,
			'fil',
			'gsw',
			'haw',
			'kab',
			'tzm',
			'ast',
			'yue',
			'en-AU',
			'zh-Hant-TW',
		];
		await world.reset();
		for (let at = 0; at < codes.length; at += 75) {
			const attributes = codes
				.slice(at, at + 75)
				.map((code) => ({ external_id: code, language: code }));
			await world.client.post('/users/track', { attributes });
		}
		const held = new Map(
			(await world.profiles()).map(({ external_id: code, language }) => [code, language]),
		);
		for (const code of codes) {
			expect([code, attempt(() => rule(code))]).toEqual([code, held.get(code)]);
		}
	});

	it('says which can be compared: those that come back as they were set', async () => {
		const profile = await profileWith(SAMPLES);
		const { data } = await world.client.post('/users/export/ids', {
			external_ids: ['u1'],
			fields_to_export: EXPORTED_FIELDS,
		});
		expect(data).toMatchObject({ message: 'success', users: [{ braze_id: profile.braze_id }] });
		const [user] = (data as { users: Array<Record<string, unknown>> }).users;
		for (const name of COMPARABLE_ATTRIBUTES) {
			expect([name, user[name]]).toEqual([name, SAMPLES[name]]);
		}
	});

	it('is what the documentation lists', () => {
		const list =
			/Braze knows these attributes by name: ([^\n]*)/.exec(readDoc('track-user.md'))?.[1] ?? '';
		const names = [...list.matchAll(/`(\w+)`/g)].map(([, name]) => name);
		expect(names).toEqual([...SETTABLE_ATTRIBUTES.keys()].sort());
	});
});
