import {
	type Assumption,
	ATTRIBUTE,
	errorsOf,
	EVENT,
	fieldOf,
	isTaken,
	type Live,
	namesAnError,
	responds,
	textOf,
	TIME,
	track,
} from '../assumption.mts';
import { readProfile, settledAttribute, settledProfile } from '../profile.mts';

export const ALIAS_LABEL = 'n8n_live_check';

/** A number in the range that Ofcom reserves for fiction, so nobody has it. */
const phoneOf = (user: string) =>
	`+447700900${String(Array.from(user).reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 1_000).padStart(3, '0')}`;

const emailOf = (user: string) => `${user}@example.com`;

const created: Assumption[] = [
	responds(
		'A user is created by an attribute',
		'Nothing would work.',
		track((user) => ({
			external_id: user,
			first_name: 'n8n live check',
			email: emailOf(user),
			phone: phoneOf(user),
		})),
		isTaken,
	),
	responds(
		'An alias for the user is answered 2xx',
		'Outcomes of Add Alias.',
		[
			'POST',
			'/users/alias/new',
			(user) => ({
				user_aliases: [{ external_id: user, alias_label: ALIAS_LABEL, alias_name: user }],
			}),
		],
		isTaken,
	),
];

const COUNT = 'A low count is no sign of a refusal (it is not taken for one now).';

/** Whether an object by one kind of identifier is counted, for a user who exists. */
const counted = (kind: string, identify: (live: Live) => Promise<object>): Assumption => ({
	what: `"attributes_processed" counts an object by ${kind}`,
	changes: COUNT,
	writes: true,
	check: async (live) => {
		await settledProfile(live);
		const object = { ...(await identify(live)), _update_existing_only: true, [ATTRIBUTE]: kind };
		const response = await live.ask('POST', '/users/track', { body: { attributes: [object] } });
		return { holds: fieldOf(response, 'attributes_processed') === 1, seen: textOf(response) };
	},
});

const counts: Assumption[] = [
	counted('alias', ({ user }) =>
		Promise.resolve({ user_alias: { alias_label: ALIAS_LABEL, alias_name: user } }),
	),
	counted('e-mail', ({ user }) => Promise.resolve({ email: emailOf(user) })),
	counted('phone', ({ user }) => Promise.resolve({ phone: phoneOf(user) })),
	counted('Braze ID', async (live) => ({ braze_id: (await readProfile(live))?.braze_id })),
];

const viewed = (user: string) => ({
	external_id: user,
	name: 'ecommerce.product_viewed',
	time: TIME,
	properties: { product_id: 'n8n-live-check', price: 'none' },
});

const refusals: Assumption[] = [
	{
		what: 'A refused e-mail costs its whole attributes object',
		changes: 'Track User: the other attributes of such an item are written, its status is partial.',
		writes: true,
		check: async (live) => {
			const object = { external_id: live.user, email: 'n8n live@example.com', [ATTRIBUTE]: 'bad' };
			const response = await live.ask('POST', '/users/track', { body: { attributes: [object] } });
			const stored = await settledAttribute(live, ATTRIBUTE);
			const seen = `${textOf(response)}, then ${JSON.stringify(stored ?? null)}`;
			return { holds: namesAnError(response) && stored !== 'bad', seen };
		},
	},
	{
		what: 'A wrong property costs its event',
		changes: 'Track User: the event is counted without the property, and is no error.',
		writes: true,
		check: async (live) => {
			const properties = { time: 'reserved' };
			const event = { external_id: live.user, name: EVENT, time: TIME, properties };
			const response = await live.ask('POST', '/users/track', { body: { events: [event] } });
			const { custom_events: events } = await settledProfile(live);
			const isThere = JSON.stringify(events ?? []).includes(EVENT);
			return { holds: namesAnError(response) && !isThere, seen: textOf(response) };
		},
	},
	{
		what: 'A wrong eCommerce event alone is a success, named in "errors", and not counted',
		changes: 'Track User: how a dropped eCommerce event is told from one that is taken.',
		writes: true,
		check: async ({ ask, user }) => {
			const response = await ask('POST', '/users/track', { body: { events: [viewed(user)] } });
			const isCounted = fieldOf(response, 'events_processed') !== undefined;
			const holds = isTaken(response) && errorsOf(response).length === 1 && !isCounted;
			return { holds, seen: textOf(response) };
		},
	},
	{
		what: 'Beside a good event, a wrong eCommerce event is named by its index, and not counted',
		changes: 'Track User: which item an error of such an event belongs to.',
		writes: true,
		check: async ({ ask, user }) => {
			const good = { external_id: user, name: EVENT, time: TIME };
			const events = [good, viewed(user)];
			const response = await ask('POST', '/users/track', { body: { events } });
			const [error] = errorsOf(response) as Array<{ index?: unknown } | undefined>;
			const holds = error?.index === 1 && fieldOf(response, 'events_processed') === 1;
			return { holds, seen: textOf(response) };
		},
	},
];

/** Who is counted, and what a refusal costs. */
export const COUNTS: Assumption[] = [...created, ...counts, ...refusals];
