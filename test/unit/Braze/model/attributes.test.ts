import { DateTime } from 'luxon';

import {
	COMPARABLE_ATTRIBUTES,
	EXPORTED_FIELDS,
	problemOfName,
	SETTABLE_ATTRIBUTES,
} from '../../../../nodes/Braze/model/attributes';
import { dateOfBirth } from '../../../../nodes/Braze/model/attributeRules';
import { IsoDate } from '../../../../nodes/Braze/model/dates';
import { ItemError } from '../../../../nodes/Braze/model/itemError';

const rule = (name: string) => {
	const attribute = SETTABLE_ATTRIBUTES.get(name);
	if (attribute === undefined) throw new Error(`${name} cannot be set`);
	return attribute.rule;
};

const GROUP = { subscription_group_id: 'g', subscription_state: 'subscribed' };

describe('standard attributes', () => {
	it.each([
		['dob', '1990-12-31', '1990-12-31'],
		['dob', ' 1990-12-31 ', '1990-12-31'],
		['dob', '1990-12-31T00:00:00.000Z', '1990-12-31'],
		['dob', new IsoDate('1990-12-31T23:00:00.000+11:00'), '1990-12-31'],
		['dob', DateTime.fromISO('1990-12-31T23:00', { zone: 'Asia/Tokyo' }), '1990-12-31'],
		['gender', 'Female', 'F'],
		['gender', 'm', 'M'],
		['gender', 'Man', 'M'],
		['gender', 'male', 'M'],
		['gender', 'woman', 'F'],
		['gender', 'f', 'F'],
		['gender', 'W', 'F'],
		['gender', 'weiblich', 'F'],
		['gender', 'männlich', 'M'],
		['gender', 'divers', 'O'],
		['gender', 'd', 'O'],
		['gender', 'o', 'O'],
		['gender', 'Other', 'O'],
		['gender', 'n', 'N'],
		['gender', 'not applicable', 'N'],
		['gender', ' p ', 'P'],
		['gender', 'prefer not to say', 'P'],
		['gender', 'unknown', null],
		['gender', 'Nő.', 'F'],
		['gender', '♂️', 'M'],
		['gender', 'ｆｅｍａｌｅ', 'F'],
		['gender', 'Prefer not to specify', 'P'],
		['gender', 'Prefiero no contestar', 'P'],
		['gender', 'weiß nicht', null],
		['gender', '(未回答)', null],
		['gender', 'keine Angabe', null],
		['gender', 'k. A.', null],
		['gender', 'NS/NC', null],
		['gender', 'möchte ich nicht angeben', 'P'],
		['dob', '31.12.1990', '1990-12-31'],
		['dob', 'Dec 31, 1990', '1990-12-31'],
		['dob', '\u200e31.12.\u200e1990', '1990-12-31'],
		['dob', 'Dec\u00a031, 1990', '1990-12-31'],
		['country', 'au', 'AU'],
		['country', ' uk ', 'GB'],
		['country', 'Australia', 'AU'],
		['language', 'en-AU', 'en'],
		['language', 'EN', 'en'],
		['language', ' en ', 'en'],
		['language', 'pt_BR', 'pt'],
		['language', 'English', 'en'],
		['email', ' joe@bloggs.com ', 'joe@bloggs.com'],
		['phone', ' 0400 000 000 ', '0400 000 000'],
		['phone', 61400000000, '61400000000'],
		['first_name', 'Joe', 'Joe'],
		['home_city', 7, '7'],
		['email_subscribe', ' Opted_In ', 'opted_in'],
		['push_subscribe', 'Unsubscribed', 'unsubscribed'],
		['time_zone', 'Australia/Melbourne', 'Australia/Melbourne'],
		['time_zone', ' Eastern Time (US & Canada) ', 'Eastern Time (US & Canada)'],
		['date_of_first_session', '2026-03-26T18:12:00Z', '2026-03-26T18:12:00Z'],
		['date_of_first_session', new Date(0), '1970-01-01T00:00:00.000Z'],
		['email_open_tracking_disabled', false, false],
		['email_open_tracking_disabled', 'Yes', true],
		['email_subscribe', 'ja', 'opted_in'],
		['push_subscribe', false, 'unsubscribed'],
		['facebook', { id: 'x' }, { id: 'x' }],
		['current_location', { longitude: -180, latitude: 90 }, { longitude: -180, latitude: 90 }],
		['current_location', '-33.86, 151.2', { longitude: 151.2, latitude: -33.86 }],
		['current_location', '(-33.86;151.2)', { longitude: 151.2, latitude: -33.86 }],
		['current_location', '[52.5,13.4]', { longitude: 13.4, latitude: 52.5 }],
		['current_location', ['52.5', 13], { longitude: 13, latitude: 52.5 }],
		['current_location', '{"lat":52.5,"lng":13.4}', { longitude: 13.4, latitude: 52.5 }],
		['current_location', { lat: 52.5, lon: '13.4' }, { longitude: 13.4, latitude: 52.5 }],
		['current_location', '{"latitude":"52.5","longitude":"0"}', { longitude: 0, latitude: 52.5 }],
		[
			'current_location',
			{ type: 'Point', coordinates: [13.4, 52.5] },
			{ longitude: 13.4, latitude: 52.5 },
		],
		['push_tokens', [], []],
		['push_tokens', { app_id: 'a', token: 't' }, [{ app_id: 'a', token: 't' }]],
		['push_tokens', ['x', { app_id: 'a', token: 't' }], [{ app_id: 'a', token: 't' }]],
		['subscription_groups', GROUP, [GROUP]],
		['subscription_groups', [GROUP, { ...GROUP, subscription_state: 'Unknown' }], [GROUP]],
		['subscription_groups', [GROUP, { ...GROUP, subscription_group_id: 'undefined' }], [GROUP]],
		['subscription_groups', [{ ...GROUP, subscription_group_id: ' g\u200b' }], [GROUP]],
		[
			'current_location',
			{ longitude: '144.9', latitude: ' -37.8 ' },
			{ longitude: 144.9, latitude: -37.8 },
		],
		['dob', '1990-12-31 00:00:00', '1990-12-31'],
		['dob', '1900-01-01', '1900-01-01'],
		['dob', '1990-12-31 00:00:00.000+00', '1990-12-31'],
		['first_name', ' Mía\n', 'Mía'],
		['gender', 'Männlich', 'M'],
		['gender', 'Femme', 'F'],
		['gender', '女性', 'F'],
		['gender', 'Non-Binary', 'O'],
		['gender', "I'd rather not say", 'P'],
		['gender', 'Prefiero no decirlo', 'P'],
		['gender', 'N/A', null],
		['gender', '-', null],
		['gender', 'Not specified', null],
		[
			'push_tokens',
			[{ app_id: 'a', token: 't', device_id: 'x'.repeat(8) }],
			[{ app_id: 'a', token: 't', device_id: 'x'.repeat(8) }],
		],
		['subscription_groups', [{ ...GROUP, subscription_state: 'Subscribed' }], [GROUP]],
		[
			'subscription_groups',
			[{ ...GROUP, use_double_opt_in_logic: true }],
			[{ ...GROUP, use_double_opt_in_logic: true }],
		],
	])('%s %j becomes %j', (name, value, expected) => {
		expect(rule(name)(value)).toEqual(expected);
	});

	it.each([
		['dob', '31/12/1990', /^must be a date such as 1990-12-31\. Convert other formats with an/],
		['dob', '1990-02-30', /must be a date such as/],
		['dob', '1990-12-31x', /must be a date such as/],
		['dob', 'x1990-12-31', /must be a date such as/],
		['gender', 'No', /^must be M/],
		// Vrouw or varón.
		['gender', 'V', /^must be M/],
		['country', 'no', /^is not a country, /],
		['gender', 'robot', /^must be M \(male\), F \(female\), O \(other\), N \(not app/],
		['email', 'joe', /^is not an email address\.$/],
		['phone', 'call me', /^is not a phone number. Braze recommends the format \+61400000000\.$/],
		['first_name', true, /^must be text\.$/],
		['first_name', 2 ** 53, /^is a whole number above 2\^53/],
		[
			'email_subscribe',
			'No thanks',
			/^is neither yes nor no\. Map a yes or no, or one of opted_in, /,
		],
		['push_subscribe', 2, /^is neither yes nor no\./],
		[
			'country',
			'n/a',
			/^is not a country, so Braze would clear the attribute\. Use a two-letter code /,
		],
		['language', 'xx', /^is not a language that Braze knows, so Braze would clear the /],
		[
			'time_zone',
			'Mars/Olympus',
			/^is not a time zone\. Use a name such as Australia\/Melbourne\.$/,
		],
		['date_of_last_session', 'soon', /^must be a date and time such as 2026-03-26T18:12:00Z\.$/],
		['date_of_last_session', '2026-02-30T10:00:00Z', /^must be a date and time/],
		['email_open_tracking_disabled', 'perhaps', /^must be true or false\.$/],
		['twitter', [], /^must be an object\.$/],
		['twitter', 'x', /^must be an object\.$/],
		['current_location', 'x', /^must be an object\.$/],
		['current_location', '-33,86', /^must be an object\.$/],
		['current_location', '95.1, 151.2', /latitude \(-90 to 90\)/],
		['current_location', { longitude: 'x', latitude: 2 }, /^must be an object with the numbers/],
		['current_location', { longitude: 180.1, latitude: 2 }, /longitude \(-180 to 180\)/],
		['current_location', { longitude: 1, latitude: -90.1 }, /latitude \(-90 to 90\)/],
		['current_location', { longitude: 1 }, /^must be an object with the numbers/],
		[
			'push_tokens',
			'x',
			/^must be a list, of which each entry must be an object with app_id and token/,
		],
		['push_tokens', ['x', null], /^has no good entry\. Each must be/],
		['push_tokens', [{ app_id: 'a' }], /^has no good entry/],
		['push_tokens', [{ token: 't' }], /^has no good entry/],
		['push_tokens', [{ app_id: 'a', token: 't', device_id: 'x'.repeat(7) }], /8 to 255 bytes/],
		['push_tokens', [{ app_id: 'a', token: 't', device_id: 'x'.repeat(256) }], /8 to 255 bytes/],
		['push_tokens', [{ app_id: 'a', token: 't', device_id: 12345678 }], /8 to 255 bytes/],
		['subscription_groups', 'x', /^must be a list, of which each entry must be an object with/],
		['subscription_groups', ['x', null], /^has no good entry/],
		['dob', '1899-12-30', /^is a day before 1900/],
		['dob', '3000-01-01', /^is a day in the future/],
		['first_name', 'M\ufffda', /^has lost letters/],
		['subscription_groups', [{ ...GROUP, subscription_group_id: '' }], /^has no good entry/],
		['subscription_groups', [{ ...GROUP, subscription_group_id: 5 }], /^has no good entry/],
	])('%s %j is refused', (name, value, problem) => {
		expect(() => rule(name)(value)).toThrow(ItemError);
		expect(() => rule(name)(value)).toThrow(problem);
	});

	it('lose their bad entries alone, each told', () => {
		const told: string[] = [];
		rule('subscription_groups')(
			['x', GROUP, { ...GROUP, subscription_state: 'maybe' }],
			(problem) => told.push(problem),
		);
		expect(told.map((one) => one.slice(0, 16))).toEqual(['[0] must be an o', '[2] must be an o']);
	});

	it('take a day until tomorrow for a date of birth', () => {
		const today = new Date('2026-11-29T10:00:00Z');
		expect(dateOfBirth('2026-11-30', undefined, today)).toBe('2026-11-30');
		expect(() => dateOfBirth('2026-12-01', undefined, today)).toThrow('in the future');
		expect(dateOfBirth('2026-11-30', undefined, new Date('2026-11-29'))).toBe('2026-11-30');
	});

	it('take a device ID of 255 bytes', () => {
		const tokens = [{ app_id: 'a', token: 't', device_id: 'x'.repeat(255) }];
		expect(rule('push_tokens')(tokens)).toEqual(tokens);
	});

	it('have names and types in the editor', () => {
		const described = [...SETTABLE_ATTRIBUTES].map(([name, { displayName, type }]) => [
			name,
			displayName,
			type,
		]);
		expect(described).toEqual([
			['country', 'Country', 'string'],
			['current_location', 'Current Location', 'object'],
			['date_of_first_session', 'Date of First Session', 'dateTime'],
			['date_of_last_session', 'Date of Last Session', 'dateTime'],
			['dob', 'Date of Birth', 'string'],
			['email', 'Email', 'string'],
			['email_click_tracking_disabled', 'Email Click Tracking Disabled', 'boolean'],
			['email_open_tracking_disabled', 'Email Open Tracking Disabled', 'boolean'],
			['email_subscribe', 'Email Subscription', 'string'],
			['facebook', 'Facebook', 'object'],
			['first_name', 'First Name', 'string'],
			['gender', 'Gender', 'string'],
			['home_city', 'Home City', 'string'],
			['image_url', 'Image URL', 'string'],
			['language', 'Language', 'string'],
			['last_name', 'Last Name', 'string'],
			['marked_email_as_spam_at', 'Marked Email as Spam At', 'dateTime'],
			['phone', 'Phone', 'string'],
			['push_subscribe', 'Push Subscription', 'string'],
			['push_tokens', 'Push Tokens', 'array'],
			['subscription_groups', 'Subscription Groups', 'array'],
			['time_zone', 'Time Zone', 'string'],
			['twitter', 'Twitter', 'object'],
		]);
	});

	it('that are exported as they are set can be compared', () => {
		expect([...COMPARABLE_ATTRIBUTES].join(' ')).toBe(
			'country dob email email_subscribe first_name gender home_city language last_name phone push_subscribe time_zone',
		);
	});

	// Source: https://www.braze.com/docs/api/endpoints/export/user_data/post_users_identifier/
	it('and all else that is exported are as Braze lists them', () => {
		expect(EXPORTED_FIELDS.join(' ')).toBe(
			'apps attributed_ad attributed_adgroup attributed_campaign attributed_source braze_id campaigns_received canvases_received cards_clicked country created_at custom_attributes custom_events devices dob email email_subscribe external_id first_name gender home_city language last_coordinates last_name phone purchases push_subscribe push_tokens random_bucket time_zone total_revenue uninstalled_at user_aliases',
		);
	});
});

describe('the name of an attribute', () => {
	it.each(['email', 'First Name', 'a.b', 'push_tokens'])('may be %s', (name) => {
		expect(problemOfName(name)).toBeUndefined();
	});

	it.each([
		['external_id', 'Set it under Identify By instead.'],
		['user_alias', 'Set it under Identify By instead.'],
		['braze_id', 'Set it under Identify By instead.'],
		['_update_existing_only', 'Use the option Update Existing Only instead.'],
		['_merge_objects', 'Use the option Merge Nested Objects instead.'],
		['email_subscription_info', 'Braze does not accept it. Remove it.'],
	])('may not be %s', (name, instead) => {
		expect(problemOfName(name)).toBe(`cannot be set as an attribute. ${instead}`);
	});

	it('has 479 bytes at most, and all its letters', () => {
		expect(problemOfName('x'.repeat(479))).toBeUndefined();
		expect(problemOfName('x'.repeat(480))).toMatch(/^has a name of more than 479 bytes/);
		expect(problemOfName('ü'.repeat(240))).toMatch(/^has a name of more than 479 bytes/);
		expect(problemOfName('Caf\ufffd')).toMatch(/^has a name that has lost letters/);
		expect(problemOfName('pizza 😀')).toBeUndefined();
	});
});
