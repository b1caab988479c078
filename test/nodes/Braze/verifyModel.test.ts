import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { Client } from '../../../nodes/Braze/api/client';
import { Capacity } from '../../../nodes/Braze/batch/capacity';
import { deliver } from '../../../nodes/Braze/batch/deliver';
import { TRACK_LIMITS } from '../../../nodes/Braze/batch/limits';
import { Outcomes } from '../../../nodes/Braze/batch/outcomes';
import { keyOf, toBraze, userByAlias, userByExternalId } from '../../../nodes/Braze/model/user';
import type { UserChange } from '../../../nodes/Braze/track/combine';
import { plan } from '../../../nodes/Braze/track/plan';
import { brazeInProcess } from '../../support/brazeInProcess.mts';
import { VirtualClock } from '../../support/virtualClock.mts';

const NOW = Date.parse('2026-06-01T12:00:00Z');
const LONG = 'x'.repeat(300);

/** (`u` and the alias `a` are one profile from the start; `v` and the alias `b` are not there.) */
const USERS = [
	userByExternalId('u'),
	userByExternalId('v'),
	userByAlias('email', 'a'),
	userByAlias('email', 'b'),
];

const VALUES: unknown[] = [
	1,
	2.5,
	true,
	'x',
	' y ',
	'7',
	'true',
	'2026-01-02',
	'2026-01-02T03:04:05+02:00',
	LONG,
	null,
	[],
	['a', 'b', 'a'],
	['c'],
	[1, 2, 3, 4],
	{ city: 'Rome' },
	{ zip: 5, at: null },
	{ add: ['c'] },
	{ remove: ['a'] },
	{ inc: 2 },
];

const STANDARD: Record<string, unknown[]> = {
	first_name: ['Pia', ' Pia ', null],
	email: ['pia@example.com', 'Joe@Example.com'],
	phone: ['+61400000001', '0412 345 678'],
	country: ['AU', 'Atlantis'],
	dob: ['1980-12-21'],
	facebook: [{ id: '1' }],
};

const CUSTOM = ['p', 'q', 'r'];

const attributes = fc.record(
	{
		...Object.fromEntries(CUSTOM.map((name) => [name, fc.constantFrom(...VALUES)])),
		...Object.fromEntries(
			Object.entries(STANDARD).map(([name, values]) => [name, fc.constantFrom(...values)]),
		),
	},
	{ requiredKeys: [] },
);

const item = fc.record({
	user: fc.constantFrom(...USERS),
	attributes: fc.option(attributes, { nil: undefined }),
	events: fc.array(fc.constantFrom('entered', 'left'), { maxLength: 2 }),
	merged: fc.boolean(),
	updateExistingOnly: fc.boolean(),
});

/** A Braze that drops, converts, cuts, delays and reorders. */
const braze = fc.record({
	customAttributes: fc.uniqueArray(
		fc.record({
			name: fc.constantFrom(...CUSTOM),
			data_type: fc.constantFrom('String', 'Number', 'Boolean', 'Array', 'Time', 'Object'),
			status: fc.constantFrom('Active', 'Active', 'Blocklisted'),
			array_length: fc.constantFrom(undefined, 2),
			forced: fc.boolean(),
		}),
		{ selector: ({ name }) => name },
	),
	events: fc.constantFrom<object[]>([], [{ name: 'left', status: 'Blocklisted' }]),
	settings: fc.record({
		forcedTypes: fc.constantFrom('coerce', 'ignore'),
		longTexts: fc.constantFrom('refuse', 'cut'),
		trimmedTexts: fc.boolean(),
		nestedNull: fc.constantFrom('drops', 'removes'),
		phoneWithoutPlus: fc.constantFrom('us10', 'us', 'kept'),
		exportedPhone: fc.constantFrom('stored', 'digits'),
		blocklistedInExport: fc.constantFrom('hidden', 'shown'),
		aliasEvents: fc.constantFrom('updateOnly', 'create'),
		attributesProcessed: fc.constantFrom('users', 'externalIds', 'objects'),
	}),
});

const delays = fc.record({
	maxHeld: fc.integer({ min: 0, max: 4 }),
	seed: fc.integer({ min: 1, max: 99 }),
	/** Requests that take effect before each look, from the first one on; none after the last. */
	released: fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 6 }),
});

type Item = typeof item extends fc.Arbitrary<infer T> ? T : never;
type Model = typeof braze extends fc.Arbitrary<infer T> ? T : never;
type Delays = typeof delays extends fc.Arbitrary<infer T> ? T : never;

type Profile = IDataObject & { custom_attributes?: IDataObject; user_aliases?: IDataObject[] };

const time = (minutes: number) => new Date(NOW - minutes * 60_000).toISOString();

const changeOf = (one: Item, index: number): UserChange => ({
	item: index,
	user: one.user,
	attributes: one.attributes as IDataObject | undefined,
	events: one.events.map((name, place) => ({
		position: place + 1,
		object: { name, time: time(30 - index) },
	})),
	purchases: [],
	mergedNames: new Set(one.merged ? CUSTOM : []),
	updateExistingOnly: one.updateExistingOnly,
});

/** The profile that an export gives of a user. */
const profileOf = (user: UserChange['user'], users: Profile[]): Profile | undefined =>
	users.find(({ external_id: id, user_aliases: aliases = [] }) =>
		user.by === 'userAlias'
			? aliases.some(({ alias_name: name }) => name === user.alias.alias_name)
			: id === user.value,
	);

/** Sends items to such a Braze, two objects a request, and verifies them for ten seconds. */
async function run(items: readonly Item[], model: Model, { maxHeld, seed, released }: Delays) {
	const clock = new VirtualClock(NOW);
	const local = brazeInProcess(NOW, model);
	const before = [{ external_id: 'u', p: 'old', q: ['a', 'z'] }];
	local.answer({ method: 'POST', path: '/users/track', body: { attributes: before } });
	const user_aliases = [{ external_id: 'u', alias_name: 'a', alias_label: 'email' }];
	local.answer({ method: 'POST', path: '/users/alias/new', body: { user_aliases } });
	local.lag.set({ maxHeld, seed });
	local.requests.length = 0;
	/** What the last look at each user showed, and the one before anything was sent. */
	const seen = { before: new Map<string, Profile>(), after: new Map<string, Profile>() };
	let isSent = false;
	let look = 0;
	const createClient = () =>
		new Client(
			{
				restEndpoint: 'https://rest.example.com',
				transmit: async (request) => {
					const isRead = request.path === '/users/export/ids';
					if (isRead && isSent) local.lag.release(released[look++] ?? 0);
					const reply = local.answer(request);
					if (isRead) note(request.body as IDataObject, reply.body as { users: Profile[] });
					await clock.delay(1);
					return reply;
				},
				sleep: clock.sleep,
				now: clock.now,
				random: () => 0,
			},
			{ parallelRequests: 2, maxRetries: 0, maxWait: 0, retryAmbiguous: true },
		);
	const note = (
		{ external_ids: ids = [], user_aliases: names = [] }: IDataObject,
		{ users }: { users: Profile[] },
	) => {
		const into = isSent ? seen.after : seen.before;
		for (const user of USERS) {
			const { external_id: id, user_alias: name } = toBraze(user);
			const isAsked =
				(ids as unknown[]).includes(id) ||
				(names as IDataObject[]).some((one) => JSON.stringify(one) === JSON.stringify(name));
			if (!isAsked) continue;
			const profile = profileOf(user, users);
			if (profile === undefined) into.delete(keyOf(user));
			else into.set(keyOf(user), profile);
		}
	};
	const endpoint = {
		method: 'POST' as const,
		path: '/users/track',
		limits: { ...TRACK_LIMITS, objects: 2 },
	};
	const outcomes = new Outcomes();
	const work = async () => {
		const planned = await plan(
			items.map((one, index) => ({
				item: index,
				prepared: { objects: [], change: changeOf(one, index) },
			})),
			endpoint,
			{ options: { verifyWithin: 10 }, outcomes, workspace: 'w', createClient },
		);
		for (const { endpoint: to, stages } of planned.runs) {
			const capacity = new Capacity(to.limits);
			const delivery = { endpoint: to, permission: 'users.track', capacity };
			await deliver(stages, delivery, createClient(), outcomes);
		}
		isSent = true;
		const taken = items.flatMap((_, index) =>
			outcomes.statusOf(index) === 'accepted' && planned.idle?.has(index) !== true ? [index] : [],
		);
		return await planned.verify!(new Set(taken));
	};
	const readBacks = await clock.run(work());
	const events = local.requests
		.filter(({ path }) => path === '/users/track')
		.flatMap(({ body }) => (body as { events?: unknown[] }).events ?? []);
	return { readBacks, seen, events: events.length };
}

const isNothing = (value: unknown): boolean =>
	value === null ||
	value === undefined ||
	(typeof value === 'object' && Object.keys(value).length === 0);

/** Whether Braze holds what was sent, by the test's own words; undefined where an export cannot tell. */
function holds(name: string, sent: unknown, held: unknown, merged: boolean): boolean | undefined {
	if (name === 'facebook') return undefined;
	if (isNothing(sent)) return isNothing(held);
	if (name === 'phone') return String(held).replace('+', '') === String(sent).replace(/\D/g, '');
	if (name === 'email') return String(held).toLowerCase() === String(sent).toLowerCase();
	if (typeof sent === 'string') {
		if (typeof held !== 'string') return false;
		const isDate = /^\d{4}-/.test(sent) && /^\d{4}-/.test(held);
		return isDate ? Date.parse(sent) === Date.parse(held) : sent.trim() === held.trim();
	}
	if (Array.isArray(sent)) {
		const once = sent.filter((one, index) => sent.lastIndexOf(one) === index);
		return JSON.stringify(once) === JSON.stringify(held);
	}
	if (typeof sent !== 'object' || sent === null) return sent === held;
	const list = Array.isArray(held) ? (held as unknown[]) : [];
	if ('inc' in sent) return undefined;
	if ('add' in sent) return (sent.add as unknown[]).every((one) => list.includes(one));
	if ('remove' in sent) return !(sent.remove as unknown[]).some((one) => list.includes(one));
	const object = (isNothing(held) ? {} : held) as Record<string, unknown>;
	const isEvery = Object.entries(sent).every(([key, inner]) =>
		isNothing(inner) ? isNothing(object[key]) : inner === object[key],
	);
	return isEvery && (merged || Object.keys(object).every((key) => key in sent));
}

const heldIn = (profile: Profile | undefined, name: string): unknown =>
	CUSTOM.includes(name) ? profile?.custom_attributes?.[name] : profile?.[name];

const countIn = (profile: Profile | undefined, name: string): number =>
	Number(
		((profile?.custom_events ?? []) as IDataObject[]).find((one) => one.name === name)?.count ?? 0,
	);

const labelOf = (name: string) => `event "${name}"`;

it('applied is never said of an item whose profile differs, and every difference is named', async () => {
	const told = { applied: 0, unverified: 0 };
	await fc.assert(
		fc.asyncProperty(
			fc.array(item, { minLength: 1, maxLength: 6 }),
			braze,
			delays,
			async (items, model, late) => {
				const { readBacks, seen, events } = await run(items, model, late);
				expect(events).toBe(items.reduce((sum, one) => sum + one.events.length, 0));
				/** Users whose key leads to the same profile, by the last look. */
				const same = (one: Item, other: Item) => {
					const [id, otherId] = [one, other].map(
						({ user }) => seen.after.get(keyOf(user))?.braze_id,
					);
					return keyOf(one.user) === keyOf(other.user) || (id !== undefined && id === otherId);
				};
				for (const [index, { applied, outcome }] of readBacks) {
					const one = items[index];
					const { unverified = [], unverifiable = [] } = outcome as Record<string, string[]>;
					const { attributes: shown = [], events: counted = [] } = (outcome.verified ??
						{}) as Record<string, string[]>;
					told[applied ? 'applied' : 'unverified'] += applied || unverified.length > 0 ? 1 : 0;
					const profile = seen.after.get(keyOf(one.user));
					const labels = [...new Set(one.events)].map(labelOf);
					expect(
						[...unverified, ...unverifiable, ...shown, ...counted.map(labelOf)].sort(),
					).toEqual([...Object.keys(one.attributes ?? {}), ...labels].sort());
					if (applied) expect([profile === undefined, unverified]).toEqual([false, []]);
					for (const [name, value] of Object.entries(one.attributes ?? {})) {
						const is = holds(name, value, heldIn(profile, name), one.merged);
						const isLast = !items
							.slice(index + 1)
							.some((later) => same(one, later) && name in (later.attributes ?? {}));
						if (is === false) expect([applied, shown.includes(name)]).toEqual([false, false]);
						if (is === false && isLast) expect(unverified).toContain(name);
						if (is === true && profile !== undefined) expect(unverified).not.toContain(name);
					}
					for (const name of new Set(one.events)) {
						const sent = items
							.filter((other) => same(one, other))
							.flatMap((other) => other.events)
							.filter((other) => other === name).length;
						const grown = countIn(profile, name) - countIn(seen.before.get(keyOf(one.user)), name);
						if (grown < sent) expect(applied).toBe(false);
						if (grown < sent) expect(unverified).toContain(labelOf(name));
					}
				}
			},
		),
		{ seed: 23, numRuns: 600 },
	);
	// (Otherwise nothing would have been tested.)
	expect(Math.min(told.applied, told.unverified)).toBeGreaterThan(100);
});
