import { DateTime } from 'luxon';

import type { MappedField } from '../../../../nodes/Braze/mapping/assignments';
import { parseName } from '../../../../nodes/Braze/mapping/name';
import type { EmptyValues } from '../../../../nodes/Braze/model/emptyValues';
import { Problems } from '../../../../nodes/Braze/model/itemError';
import { buildAttributes } from '../../../../nodes/Braze/mapping/buildAttributes';

const build = (values: Record<string, unknown>, emptyValues: EmptyValues = 'skip') => {
	return buildFrom(Object.entries(values), emptyValues);
};

const buildFrom = (values: Array<[string, unknown]>, emptyValues: EmptyValues = 'skip') => {
	const problems = new Problems().within('', { kind: 'attribute' });
	const fields = values.map(([name, value]): MappedField => {
		return { name, path: parseName(name), value };
	});
	return {
		attributes: buildAttributes(fields, emptyValues, problems),
		problems: problems.messages,
		found: problems.found,
		remarks: problems.remarks,
	};
};

const attributesOf = (values: Record<string, unknown>, emptyValues?: EmptyValues) => {
	const { attributes, problems } = build(values, emptyValues);
	expect(problems).toEqual([]);
	return attributes;
};

const problemOf = (values: Record<string, unknown>) => build(values).problems.join('\n');

describe('custom attributes', () => {
	it('keep every value as it is', () => {
		const values = {
			text: 'a,b',
			digits: '007',
			number: 1.5,
			yes: true,
			list: ['a', 'b'],
			objects: [{ id: 1, type: 'dog' }],
			'First Name': 'Joe',
		};
		expect(attributesOf(values)).toEqual(values);
	});

	it('nest at dots and not in brackets', () => {
		expect(
			attributesOf({ 'address.city': 'Perth', 'address.postcode': '6000', "['a.b']": 1 }),
		).toEqual({ address: { city: 'Perth', postcode: '6000' }, 'a.b': 1 });
	});

	it('give dates as Braze wants them: text, and $time inside objects', () => {
		const date = DateTime.fromISO('2026-03-26T18:12:00Z', { zone: 'utc' });
		expect(attributesOf({ at: date, js: new Date(0), 'when.seen': date })).toEqual({
			at: '2026-03-26T18:12:00.000Z',
			js: '1970-01-01T00:00:00.000Z',
			when: { seen: { $time: '2026-03-26T18:12:00.000Z' } },
		});
	});

	it('may be operators', () => {
		const operators = {
			points: { inc: -2 },
			teams: { add: ['a'], remove: ['b'] },
			pets: { $add: [{ id: 1 }] },
			more: { $remove: [{ $identifier_key: 'id', $identifier_value: 1 }] },
		};
		expect(attributesOf(operators)).toEqual(operators);
	});

	it.each([
		['Attribute "long" has 256 characters', { long: 'x'.repeat(256) }],
		['Attribute "n" is not a number', { n: Number.NaN }],
		['name of more than 479 bytes', { ['x'.repeat(480)]: 'x' }],
		['Attribute "name" has lost letters', { name: 'M\ufffda' }],
		['is a list of texts and numbers', { list: ['a', 1] }],
		['has the key "a b"', { o: { 'a b': 1 } }],
		['.a.b has 300 characters', { o: { a: { b: 'x'.repeat(300) } } }],
		['has 501 elements', { list: Array(501).fill(1) }],
		['larger than the 100 KB', { list: Array(500).fill('x'.repeat(250)) }],
		['whole number for inc', { points: { inc: 1.5 } }],
		['must have a list for add', { teams: { add: 'a' } }],
		[
			'must be an object with exactly these keys: $identifier_key',
			{ pets: { $update: [{ id: 1 }] } },
		],
		['Set it under Identify By instead.', { external_id: 'x' }],
		['Use the option Merge Nested Objects instead.', { _merge_objects: true }],
		['Braze does not accept it. Remove it.', { email_subscription_info: 'x' }],
	])('%s: reported before sending', (expected, values) => {
		expect(problemOf(values)).toMatch(expected);
		expect(build({ ...values, good: 1 }).attributes).toEqual({ good: 1 });
	});
});

describe('an object of several fields', () => {
	const long = 'x'.repeat(300);

	it('costs only those that are bad by themselves', () => {
		const { attributes, found } = build({
			'o.a': 'fine',
			'o.empty': '',
			'o.b': long,
			'o.c d': 1,
			'other.x': 1,
		});
		expect(attributes).toEqual({ o: { a: 'fine' }, other: { x: 1 } });
		expect(found.map(({ message }) => message)).toEqual([
			expect.stringMatching(/^Attribute "o" \.b has 300 characters/),
			expect.stringMatching(/^Attribute "o" has the key "c d"/),
		]);
		expect(found).toMatchObject([
			{ part: { kind: 'attribute', name: 'o.b' }, value: long },
			{ part: { kind: 'attribute', name: 'o.c d' }, value: 1 },
		]);
	});

	it.each([
		['of a single one', { 'o.a': { b: long } }, { a: { b: long } }],
		[
			'that are bad only together',
			{ 'o.a': Array(300).fill('x'.repeat(250)), 'o.b': Array(300).fill('x'.repeat(250)) },
			expect.anything(),
		],
		[
			'of which some are bad alone, and the others together',
			{
				'o.a': Array(300).fill('x'.repeat(250)),
				'o.b': Array(300).fill('x'.repeat(250)),
				'o.c': long,
			},
			expect.anything(),
		],
	])('%s is left out whole', (_, values, value) => {
		const { attributes, found } = build(values);
		expect(attributes).toStrictEqual({});
		expect(found).toEqual([
			{ message: expect.any(String) as string, part: { kind: 'attribute', name: 'o' }, value },
		]);
	});

	it('mapped twice says once what is wrong with one of its entries', () => {
		const good = { subscription_group_id: 'g', subscription_state: 'subscribed' };
		const { attributes, found } = buildFrom([
			['subscription_groups', [good, { id: 5 }]],
			['subscription_groups', [{ id: 6 }]],
		]);
		expect(attributes).toEqual({ subscription_groups: [good] });
		expect(found.map(({ value }) => value)).toEqual([{ id: 5 }, [{ id: 6 }]]);
	});
});

describe('standard attributes', () => {
	it.each([
		['dob', '1990-12-31', '1990-12-31'],
		['dob', '1990-12-31T00:00:00.000Z', '1990-12-31'],
		['gender', 'Female', 'F'],
		['gender', 'm', 'M'],
		['gender', 'prefer not to say', 'P'],
		['country', 'au', 'AU'],
		['country', 'Australia', 'AU'],
		['language', 'en-AU', 'en'],
		['email', ' joe@bloggs.com ', 'joe@bloggs.com'],
		['phone', '0400 000 000', '0400 000 000'],
		['phone', 61400000000, '61400000000'],
		['email_subscribe', 'Subscribed', 'subscribed'],
		['time_zone', 'Australia/Melbourne', 'Australia/Melbourne'],
		['time_zone', 'Eastern Time (US & Canada)', 'Eastern Time (US & Canada)'],
	])('%s %j becomes %j', (name, value, expected) => {
		expect(attributesOf({ [name]: value })).toEqual({ [name]: expected });
	});

	it('may be built from parts', () => {
		expect(
			attributesOf({ 'current_location.longitude': 144.9, 'current_location.latitude': -37.8 }),
		).toEqual({ current_location: { longitude: 144.9, latitude: -37.8 } });
	});

	it.each([
		['dob', '31/12/1990', 'must be a date such as'],
		['dob', '1990-02-30', 'must be a date such as'],
		['gender', 'robot', 'must be M'],
		['email', 'joe', 'is not an email address'],
		['phone', 'call me', 'is not a phone number'],
		['email_subscribe', 'No thanks', 'is neither yes nor no'],
		['time_zone', 'Mars/Olympus', 'is not a time zone'],
		['current_location', { longitude: 'x', latitude: 2 }, 'the numbers longitude'],
		['email_open_tracking_disabled', 'perhaps', 'must be true or false'],
		['subscription_groups', [{ subscription_group_id: 'x' }], 'has no good entry'],
	])('%s %j is refused', (name, value, expected) => {
		expect(problemOf({ [name]: value })).toMatch(`Attribute "${name}"`);
		expect(problemOf({ [name]: value })).toMatch(expected);
	});
});

describe('empty values', () => {
	const values = {
		a: '',
		b: null,
		c: '  ',
		d: [],
		e: {},
		'f.g': '',
		'f.h': 'kept',
		i: 0,
		j: false,
		k: undefined,
	};

	it('are skipped unless asked otherwise, so that no earlier answer is erased', () => {
		expect(attributesOf(values)).toEqual({ f: { h: 'kept' }, i: 0, j: false });
	});

	it('clear the attribute only where Braze can', () => {
		const given = { push_tokens: '', email_subscribe: null, first_name: '', gender: 'unknown' };
		expect(attributesOf(given, 'skip')).toEqual({});
		const { attributes, problems, remarks } = build(given, 'clear');
		expect(attributes).toEqual({ first_name: null, gender: null });
		expect(problems).toEqual([]);
		expect(remarks.map(({ message }) => message)).toEqual([
			'Attribute "push_tokens" is empty and was not sent: Braze cannot clear it.',
			'Attribute "email_subscribe" is empty and was not sent: Braze cannot clear it.',
		]);
	});

	it.each(['skip', 'send'] as const)(
		'erase nothing by a word for what is not known (%s)',
		(mode) => {
			for (const gender of ['Unknown', 'n/a', '-']) {
				const { attributes, problems } = build({ gender, a: 1 }, mode);
				expect(attributes).toStrictEqual({ a: 1 });
				expect(problems).toEqual([]);
			}
		},
	);

	it('of subscription groups that are bad cost only themselves', () => {
		const good = { subscription_group_id: 'g', subscription_state: 'subscribed' };
		const { attributes, found } = build({ subscription_groups: [good, { id: 5 }] });
		expect(attributes).toEqual({ subscription_groups: [good] });
		expect(found).toEqual([
			{
				message: expect.stringMatching(
					/^Attribute "subscription_groups" \[1\] must be an object with/,
				) as string,
				part: { kind: 'entry', of: 'attribute "subscription_groups"' },
				value: { id: 5 },
			},
		]);
	});

	it('clear the attribute', () => {
		expect(attributesOf(values, 'clear')).toEqual({
			a: null,
			b: null,
			c: null,
			d: null,
			e: null,
			f: { h: 'kept' },
			i: 0,
			j: false,
		});
	});

	it('go as they are', () => {
		expect(attributesOf({ a: '', b: null, d: [], k: undefined }, 'send')).toEqual({
			a: '',
			b: null,
			d: [],
		});
	});

	it('leave nothing to send if there is nothing else', () => {
		expect(build({ a: '' })).toMatchObject({ attributes: {}, problems: [] });
	});
});
