/** What came back from Braze. */
export interface Answer {
	status: number;
	body: unknown;
}

/** Sends one request with the user's key. */
export type Ask = (method: 'GET' | 'POST', path: string, body?: unknown) => Promise<Answer>;

/** Something that this package relies on, and Braze's public documentation leaves open. */
export interface Assumption {
	what: string;
	/** Whether finding out changes the workspace; then it is about the throw-away user alone. */
	writes: boolean;
	/** @returns what was seen, and whether it is as assumed */
	check: (ask: Ask, user: string) => Promise<{ holds: boolean; seen: string }>;
}

const textOf = ({ status, body }: Answer) => `${status} ${JSON.stringify(body)}`.slice(0, 300);

/** A check of one request. */
const answers = (
	what: string,
	[method, path, body]: ['GET' | 'POST', string, ((user: string) => unknown)?],
	isRight: (answer: Answer) => boolean,
	writes = true,
): Assumption => ({
	what,
	writes,
	check: async (ask, user) => {
		const answer = await ask(method, path, body?.(user));
		return { holds: isRight(answer), seen: textOf(answer) };
	},
});

const isTaken = ({ status }: Answer) => status >= 200 && status < 300;

const namesAnError = ({ body }: Answer) =>
	Array.isArray((body as { errors?: unknown } | null)?.errors);

const track = (object: (user: string) => object, array = 'attributes') =>
	['POST', '/users/track', (user: string) => ({ [array]: [object(user)] })] as [
		'POST',
		string,
		(user: string) => unknown,
	];

const updateOnly = (user: string) => ({ external_id: user, _update_existing_only: true });

/** In the order in which they are checked: what reads first, what removes the user last. */
export const ASSUMPTIONS: readonly Assumption[] = [
	answers(
		'An update-only object for a user that does not exist is taken, and creates nobody',
		track((user) => ({ ...updateOnly(user), first_name: 'Nobody' })),
		isTaken,
		false,
	),
	answers(
		'The user of this check does not exist before it',
		[
			'POST',
			'/users/export/ids',
			(user) => ({ external_ids: [user], fields_to_export: ['external_id'] }),
		],
		({ status, body }) =>
			status < 300 && (body as { users?: unknown[] } | null)?.users?.length === 0,
		false,
	),
	answers(
		'An address with a typing error is answered 403 or 404',
		['POST', '/users/trak', () => ({})],
		({ status }) => status === 403 || status === 404,
		false,
	),
	answers(
		'An update-only object without any attribute is taken',
		track(updateOnly),
		isTaken,
		false,
	),
	answers(
		'A body that is no object of arrays is answered 400',
		['POST', '/users/track', () => ({ attributes: 'none' })],
		({ status }) => status === 400,
		false,
	),
	answers(
		'An event without a name is named in "errors"',
		track((user) => ({ ...updateOnly(user), time: '2026-01-01T00:00:00Z' }), 'events'),
		namesAnError,
		false,
	),
	answers(
		'An event without a time is named in "errors"',
		track((user) => ({ ...updateOnly(user), name: 'n8n live check' }), 'events'),
		namesAnError,
		false,
	),
	answers(
		'A user is created by an attribute',
		track((user) => ({ external_id: user, first_name: 'n8n live check' })),
		isTaken,
	),
	answers(
		'An alias for the user is answered 2xx',
		[
			'POST',
			'/users/alias/new',
			(user) => ({
				user_aliases: [{ external_id: user, alias_label: 'n8n_live_check', alias_name: user }],
			}),
		],
		isTaken,
	),
	answers(
		'A changed alias is answered 2xx',
		[
			'POST',
			'/users/alias/update',
			(user) => ({
				alias_updates: [
					{ alias_label: 'n8n_live_check', old_alias_name: user, new_alias_name: `${user}-2` },
				],
			}),
		],
		isTaken,
	),
	answers(
		'A renamed external ID is answered 2xx',
		[
			'POST',
			'/users/external_ids/rename',
			(user) => ({
				external_id_renames: [{ current_external_id: user, new_external_id: `${user}-2` }],
			}),
		],
		isTaken,
	),
	answers(
		'A removed external ID is answered 2xx',
		['POST', '/users/external_ids/remove', (user) => ({ external_ids: [user] })],
		isTaken,
	),
	answers(
		'The deletion of the user is answered 2xx',
		['POST', '/users/delete', (user) => ({ external_ids: [user, `${user}-2`] })],
		isTaken,
	),
];
