import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { useBrazeWorld } from '../../support/brazeWorld';
import { track } from '../../support/trackParameters';

const world = useBrazeWorld({ isReset: false });

/** A value of an item as the test makes it: there and good, there and bad, or not there. */
interface Value {
	given?: unknown;
	/** What Braze is to hold; undefined for none. */
	good?: unknown;
	/** What the item's warning is to match. */
	warning?: RegExp;
}

const NONE: Value = {};
const good = (given: unknown, held: unknown = given): Value => ({ given, good: held });
const bad = (given: unknown, warning: RegExp): Value => ({ given, warning });
const LONG = 'x'.repeat(256);

const value = (...values: Value[]) => fc.constantFrom(NONE, NONE, ...values);

/** How a run is made: an item's fields, each at random. */
const ATTRIBUTES = {
	first_name: value(good('Joe'), good('Ann'), { given: ' ' }),
	dob: value(
		good('1990-12-31'),
		bad('31/12/1990', /^Attribute "dob" must be a date .* Value: "31\/12\/1990"\./),
	),
	country: value(
		good('au', 'AU'),
		good('New Zealand', 'NZ'),
		bad('n/a', /^Attribute "country" is not a country, .* Value: "n\/a"\./),
	),
	points: value(
		good('7', 7),
		good(8),
		bad('many', /^Attribute "points" is mapped as a number, .* Value: "many"\./),
	),
	'address.city': value(
		good('Perth'),
		good('Hobart'),
		bad(LONG, /^Attribute "address" \.city has 256 characters, .* Value: "x{39}…"\./),
	),
	'address.zip': value(good('6000'), bad(LONG, /^Attribute "address" \.zip has 256 characters/)),
};

const LISTS: Array<{ given: unknown; events: string[]; warnings: RegExp[] }> = [
	{ given: undefined, events: [], warnings: [] },
	{ given: [], events: [], warnings: [] },
	{ given: [{ name: 'answered' }, null, { name: '' }], events: ['answered'], warnings: [] },
	{ given: { name: 'answered' }, events: ['answered'], warnings: [] },
	{
		given: [{ name: 'answered' }, { name: 'answered', time: 'soon' }, 5],
		events: ['answered'],
		warnings: [
			/^Events \(JSON\), entry 2: Event "answered": Time is not .* Value: "soon"\./,
			/^Events \(JSON\), entry 3: must be an object\. Value: 5\./,
		],
	},
	{ given: 5, events: [], warnings: [/^Events \(JSON\) must be a list of objects\. Value: 5\./] },
];

const item = fc.record({
	external_id: fc.constantFrom(undefined, '', null, 'u1', 'u2', 7),
	email: fc.constantFrom(undefined, ' ', 'a@x.com', 'b@x.com'),
	phone: fc.constantFrom(undefined, '', '+61400000001', 'n/a'),
	attributes: fc.record(ATTRIBUTES),
	go: fc.constantFrom<unknown>(true, 1, 'yes', false, 0, 'false', ' No ', '', null, undefined),
	eventName: fc.constantFrom<unknown>('entered', 'left', '', null, undefined),
	card: value(good('Quiz'), bad(LONG, /: Property "card" has 256 characters, .* The property was/)),
	list: fc.constantFrom(...LISTS),
	price: value(
		good(9.5),
		good('9.50', 9.5),
		bad('free', /^Purchase "ticket": Price must .* "free"/),
	),
	state: fc.constantFrom('', 'subscribed', 'Unsubscribed', 'maybe'),
});

type Item = typeof item extends fc.Arbitrary<infer T> ? T : never;

/** (A dotted name is a nested object’s only where the item’s own key is another.) */
const keyOfField = (name: string) => name.replace('.', '_');

const EXPRESSION = (name: string) => `={{ $json.${keyOfField(name)} }}`;

const PARAMETERS = track(
	Object.fromEntries(Object.keys(ATTRIBUTES).map((name) => [name, EXPRESSION(name)])),
	{
		identifyBy: 'firstAvailable',
		identifiers: {
			identifier: [
				{ by: 'externalId', aliasLabel: 'email', value: '={{ $json.external_id }}' },
				{ by: 'userAlias', aliasLabel: 'email', value: '={{ $json.email }}' },
				{ by: 'phone', aliasLabel: 'email', value: '={{ $json.phone }}' },
			],
		},
		events: {
			event: [
				{
					name: { __rl: true, mode: 'name', value: '={{ $json.eventName }}' },
					sendIf: '={{ $json.go }}',
					properties: {
						assignments: [{ id: '1', name: 'card', value: '={{ $json.card }}', type: 'string' }],
					},
				},
			],
		},
		purchases: {
			purchase: [
				{
					productId: 'ticket',
					currency: 'USD',
					price: '={{ $json.price }}',
					quantity: 1,
					sendIf: '={{ $json.price !== undefined }}',
				},
			],
		},
		subscriptionGroups: {
			group: [
				{
					subscriptionGroupId: 'news',
					subscriptionState: '={{ $json.state }}',
					sendIf: '={{ $json.go }}',
				},
			],
		},
		options: { eventsJson: '={{ $json.list }}' },
	},
	{ points: 'number' },
);

const jsonOf = ({ attributes, card, price, list, ...others }: Item) =>
	({
		...others,
		...Object.fromEntries(
			Object.entries(attributes).map(([name, { given }]) => [keyOfField(name), given]),
		),
		card: card.given,
		price: price.given,
		list: list.given,
	}) as IDataObject;

const NO = [false, 0, 'false', ' No ', '', null, undefined] as unknown[];

/** Who an item is; undefined if that is not known, or wrong. */
function keyOf({ external_id: id, email, phone }: Item): string | undefined {
	if (id !== undefined && id !== null && id !== '') return `id ${id}`;
	if (email !== undefined && email !== ' ') return `alias ${email}`;
	return phone?.startsWith('+') ? `phone ${phone}` : undefined;
}

interface Held {
	attributes: IDataObject;
	events: Record<string, number>;
	purchases: number;
	revenue: number;
	state?: string;
}

/** What Braze is to hold, and what each item is to say. */
function foretell(items: readonly Item[]) {
	const held = new Map<string, Held>();
	const outcomes = items.map((one) => {
		const key = keyOf(one);
		const goes = !NO.includes(one.go);
		const named = Boolean(one.eventName) && goes;
		const asked = one.price.given !== undefined;
		const states = goes && one.state !== '' ? one.state : undefined;
		const values = Object.entries(one.attributes).filter(([, { good: is }]) => is !== undefined);
		const isState = states !== undefined && states !== 'maybe';
		const events = [...(named ? [String(one.eventName)] : []), ...one.list.events];
		const buys = one.price.good !== undefined;
		const warnings = [
			...Object.values(one.attributes).flatMap(({ warning }) => warning ?? []),
			...(states === 'maybe' ? [/^Subscription State .*"maybe"/] : []),
			...(named ? [one.card.warning ?? []].flat() : []),
			...one.list.warnings,
			...(asked ? [one.price.warning ?? []].flat() : []),
		];
		if (key === undefined) return { status: 'rejected', warnings: [] };
		if (values.length === 0 && !isState && events.length === 0 && !buys) {
			return { status: 'skipped', warnings };
		}
		const user = held.get(key) ?? { attributes: {}, events: {}, purchases: 0, revenue: 0 };
		held.set(key, user);
		for (const [name, { good: is }] of values) user.attributes[name] = is as string;
		for (const name of events) user.events[name] = (user.events[name] ?? 0) + 1;
		if (buys) {
			user.purchases += 1;
			user.revenue += 9.5;
		}
		if (isState) user.state = states.toLowerCase();
		return { status: 'accepted', warnings };
	});
	return { held, outcomes };
}

/** What Braze holds, in the same form. */
async function held(): Promise<Map<string, Held>> {
	const profiles = await world.profiles();
	const subscribed = await statesOf(profiles);
	return new Map(
		profiles.map((profile) => {
			const { external_id: id, user_aliases: aliases, phone } = profile;
			const alias = (aliases as IDataObject[] | undefined)?.[0].alias_name;
			const key =
				id === undefined
					? alias === undefined
						? `phone ${phone as string}`
						: `alias ${alias as string}`
					: `id ${id as string}`;
			const { address = {}, ...custom } = (profile.custom_attributes ?? {}) as {
				address?: IDataObject;
			} & IDataObject;
			const standard = ['first_name', 'dob', 'country'].filter(
				(name) => profile[name] !== undefined,
			);
			const counts = (profile.custom_events ?? []) as Array<{ name: string; count: number }>;
			const state = subscribed.get(key);
			return [
				key,
				{
					attributes: {
						...Object.fromEntries(standard.map((name) => [name, profile[name]])),
						...custom,
						...Object.fromEntries(
							Object.entries(address).map(([name, inner]) => [`address.${name}`, inner]),
						),
					} as IDataObject,
					events: Object.fromEntries(counts.map(({ name, count }) => [name, count])),
					purchases: ((profile.purchases ?? []) as Array<{ count: number }>)[0]?.count ?? 0,
					revenue: (profile.total_revenue as number | undefined) ?? 0,
					...(state !== undefined && { state }),
				},
			];
		}),
	);
}

/** (Braze tells a subscription state of external IDs and phones, not of aliases.) */
async function statesOf(profiles: readonly IDataObject[]): Promise<Map<string, string>> {
	const states = new Map<string, string>();
	for (const { external_id: id } of profiles) {
		if (id === undefined) continue;
		const { data } = await world.client.get(
			`/subscription/status/get?subscription_group_id=news&external_id=${id as string}`,
		);
		const status = (data as { status: Record<string, string> }).status[id as string];
		if (status !== 'Unknown') states.set(`id ${id as string}`, status.toLowerCase());
	}
	return states;
}

it('exactly the good parts stand in Braze, and every bad part is named once', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(item, { minLength: 1, maxLength: 8 }), async (items) => {
			await world.reset();
			await world.workspace({
				subscriptionGroups: [{ id: 'news', name: 'News', channel: 'email' }],
			});
			const results = await world.run(PARAMETERS, items.map(jsonOf));
			const expected = foretell(items);
			const told = results.map(({ json }) => ({
				status: json.status,
				warnings: (json.warnings ?? []) as string[],
			}));
			expect(told.map(({ status }) => status)).toEqual(
				expected.outcomes.map(({ status }) => status),
			);
			for (const [index, { warnings }] of expected.outcomes.entries()) {
				const of = (pattern: RegExp) =>
					told[index].warnings.filter((warning) => pattern.test(warning)).length;
				expect(told[index].warnings).toHaveLength(warnings.length);
				expect(warnings.map((pattern) => [pattern, of(pattern)])).toEqual(
					warnings.map((pattern) => [pattern, 1]),
				);
			}
			const withoutOthers = (all: Map<string, Held>) =>
				Object.fromEntries(
					[...all]
						.sort(([one], [other]) => one.localeCompare(other))
						.map(([key, { state, ...rest }]) => [
							key,
							key.startsWith('id ') && state !== undefined ? { ...rest, state } : rest,
						]),
				);
			expect(withoutOthers(await held())).toEqual(withoutOthers(expected.held));
		}),
		{ seed: 13, numRuns: 40 },
	);
});
