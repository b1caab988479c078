import {
	type Assumption,
	ATTRIBUTE,
	type BrazeResponse,
	EVENT,
	isTaken,
	type Live,
	namesAnError,
	textOf,
	TIME,
} from '../assumption.mts';
import { type Profile, readProfile, settledProfile } from '../profile.mts';

/** Writes attributes one after the other, and returns the profile as it is then. */
async function after(live: Live, ...updates: object[]): Promise<Profile> {
	let profile: Profile = {};
	for (const update of updates) {
		const attributes = [{ external_id: live.user, ...update }];
		await live.ask('POST', '/users/track', { body: { attributes } });
		profile = await settledProfile(live);
	}
	return profile;
}

/** How Braze stores a value: `as` is what this package assumes. */
const stored = (
	what: string,
	changes: string,
	{ updates, read, as }: { updates: object[]; read: (profile: Profile) => unknown; as: unknown },
): Assumption => ({
	what,
	changes,
	writes: true,
	check: async (live) => {
		const found = read(await after(live, ...updates)) ?? null;
		const seen = JSON.stringify(found);
		return { holds: seen === JSON.stringify(as), seen: seen.slice(0, 300) };
	},
});

const custom =
	(suffix: string) =>
	({ custom_attributes: attributes }: Profile): unknown =>
		(attributes as Profile | undefined)?.[ATTRIBUTE + suffix];

const OBJECT = `${ATTRIBUTE}_object`;
const LIST = `${ATTRIBUTE}_list`;
const OBJECTS = `${ATTRIBUTE}_objects`;
const TEXT = `${ATTRIBUTE}_text`;

const PHONE =
	'Track User: what is said about phone numbers without a country; what Verify expects.';

/** How Braze stores emails, phones and languages. */
const contacts: Assumption[] = [
	{
		what: 'An e-mail is found by its own letters alone, capitals or not',
		changes: 'Identify By E-mail, and Get: addresses need not be compared letter by letter.',
		writes: true,
		check: async (live) => {
			const address = `${live.user}@Example.com`;
			await after(live, { email: address });
			const found = await readProfile(live, { email_address: address.toLowerCase() });
			const own = await readProfile(live);
			return { holds: found === null, seen: `stored as ${JSON.stringify(own?.email ?? null)}` };
		},
	},
	stored('Ten digits without a + are a number of the US', PHONE, {
		updates: [{ phone: '0412 345 678' }],
		read: ({ phone }) => phone,
		as: '+10412345678',
	}),
	stored('Another number without a + is stored as its digits', PHONE, {
		updates: [{ phone: '(02) 9999 12345' }],
		read: ({ phone }) => phone,
		as: '02999912345',
	}),
	{
		what: 'A changed e-mail makes an unsubscribed user "subscribed"',
		changes: 'Track User: the warning about e-mails without "email_subscribe".',
		writes: true,
		check: async (live) => {
			const { user } = live;
			const profile = await after(
				live,
				{ email_subscribe: 'unsubscribed' },
				{ email: `${user}-2@example.com` },
			);
			const seen = JSON.stringify(profile.email_subscribe ?? null);
			return { holds: seen === '"subscribed"', seen };
		},
	},
	stored(
		'A language outside the list is stored as null',
		'Track User: the warning about languages.',
		{ updates: [{ language: 'en' }, { language: 'tlh' }], read: (one) => one.language, as: null },
	),
];

const values: Assumption[] = [
	stored('A null inside an object drops the whole update', 'Track User: nulls inside objects.', {
		updates: [{ [OBJECT]: { a: 1 } }, { [OBJECT]: { a: 2, b: null } }],
		read: custom('_object'),
		as: { a: 1 },
	}),
	stored('A list in a list is not taken', 'Track User: lists of lists.', {
		updates: [{ [LIST]: ['a'] }, { [LIST]: [['b']] }],
		read: custom('_list'),
		as: ['a'],
	}),
	stored('$remove and $add of one key leave nothing', 'Track User: replacing list elements.', {
		updates: [
			{ [OBJECTS]: [{ id: 1, a: 1 }, { id: 2 }] },
			{
				[OBJECTS]: {
					$add: [{ id: 1, a: 2 }],
					$remove: [{ $identifier_key: 'id', $identifier_value: 1 }],
				},
			},
		],
		read: custom('_objects'),
		as: [{ id: 2 }],
	}),
	stored('A text over 255 characters is not taken', 'Track User: texts that are too long.', {
		updates: [{ [TEXT]: 'short' }, { [TEXT]: 'x'.repeat(300) }],
		read: custom('_text'),
		as: 'short',
	}),
];

/** Sends one event or purchase, and judges the response. */
const sent = (
	what: string,
	changes: string,
	[array, object]: ['events' | 'purchases', object],
	isRight: (response: BrazeResponse) => boolean,
): Assumption => ({
	what,
	changes,
	writes: true,
	check: async ({ ask, user }) => {
		const body = { [array]: [{ external_id: user, time: TIME, ...object }] };
		const response = await ask('POST', '/users/track', { body });
		return { holds: isRight(response), seen: textOf(response) };
	},
});

const isWholly = (response: BrazeResponse) => isTaken(response) && !namesAnError(response);

const many = Object.fromEntries(Array.from({ length: 257 }, (_, i) => [`p${i}`, i] as const));

const activities: Assumption[] = [
	sent(
		'An event with 257 properties is taken',
		'Track User: more than 256 properties would cost the event.',
		['events', { name: EVENT, properties: many }],
		isWholly,
	),
	sent(
		'An event with a datetime in a list is refused',
		'Track User: such lists need not be told.',
		['events', { name: EVENT, properties: { list: [TIME] } }],
		namesAnError,
	),
	sent(
		'An event whose name begins with $ is taken',
		'Track User: such names would cost the event.',
		['events', { name: `$${EVENT}` }],
		isWholly,
	),
	sent(
		'An event in the future is taken',
		'Track User: such times would cost the event.',
		['events', { name: EVENT, time: '2999-01-01T00:00:00Z' }],
		isWholly,
	),
	sent(
		'An event at 01/31/2026 is refused',
		'Track User: such times need not be changed.',
		['events', { name: EVENT, time: '01/31/2026' }],
		namesAnError,
	),
	sent(
		'A purchase in ZZZ is refused',
		'Track User: unknown currencies need not be told.',
		['purchases', { product_id: EVENT, price: 1, currency: 'ZZZ' }],
		namesAnError,
	),
];

export const VALUES: Assumption[] = [...contacts, ...values, ...activities];
