import {
	type Assumption,
	type BrazeResponse,
	EVENT,
	fieldOf,
	isTaken,
	responds,
	textOf,
	TIME,
} from '../assumption.mts';
import { readProfile, settledProfile } from '../profile.mts';
import { ALIAS_LABEL } from './counts.mts';

const alias = (user: string) => ({ alias_label: ALIAS_LABEL, alias_name: user });
const unknown = (user: string) => ({ alias_label: ALIAS_LABEL, alias_name: `${user}-nobody` });

const counts = (key: string, count: number) => (response: BrazeResponse) =>
	isTaken(response) && fieldOf(response, key) === count;

/** Responses about identifiers that nobody has, or that are in use. */
export const IDENTIFIERS: Assumption[] = [
	responds(
		'An alias that is in use is counted in "aliases_processed"',
		'Outcomes of Add Alias: an alias in use could be told by the response.',
		['POST', '/users/alias/new', (user) => ({ user_aliases: [alias(user)] })],
		counts('aliases_processed', 1),
	),
	responds(
		'An unknown alias to identify is counted in "aliases_processed"',
		'Outcomes of Identify: an unknown alias could be told by the response.',
		[
			'POST',
			'/users/identify',
			(user) => ({ aliases_to_identify: [{ external_id: user, user_alias: unknown(user) }] }),
		],
		counts('aliases_processed', 1),
	),
	responds(
		'An unknown alias to change is counted in "aliases_processed"',
		'Outcomes of Update Alias: an unknown alias could be told by the response.',
		[
			'POST',
			'/users/alias/update',
			(user) => ({
				alias_updates: [
					{
						alias_label: ALIAS_LABEL,
						old_alias_name: `${user}-nobody`,
						new_alias_name: `${user}-nobody-2`,
					},
				],
			}),
		],
		counts('aliases_processed', 1),
	),
	responds(
		'An unknown ID to delete is counted in "deleted"',
		'Outcomes of Delete: an unknown ID could be told by the response.',
		['POST', '/users/delete', (user) => ({ external_ids: [`${user}-nobody`] })],
		counts('deleted', 1),
	),
	{
		what: 'Events with an alias never create a user, whatever "_update_existing_only" says',
		changes: 'Track User: events alone could create users who are known by an alias.',
		writes: true,
		check: async (live) => {
			const { ask, user } = live;
			const event = { user_alias: unknown(user), name: EVENT, time: TIME };
			const events = [{ ...event, _update_existing_only: false }];
			const response = await ask('POST', '/users/track', { body: { events } });
			await settledProfile(live);
			const made = await readProfile(live, { user_aliases: [unknown(user)] });
			if (made) await ask('POST', '/users/delete', { body: { braze_ids: [made.braze_id] } });
			return { holds: made === null, seen: `${textOf(response)}, ${made ? 'a user' : 'nobody'}` };
		},
	},
	responds(
		'A changed alias is answered 2xx',
		'Outcomes of Update Alias.',
		[
			'POST',
			'/users/alias/update',
			(user) => ({
				alias_updates: [
					{ alias_label: ALIAS_LABEL, old_alias_name: user, new_alias_name: `${user}-2` },
				],
			}),
		],
		isTaken,
	),
];

/** What ends the throw-away user, in this order. */
export const END: Assumption[] = [
	responds(
		'A renaming that fails is in "rename_errors", as a list',
		'Outcomes of Rename: how an error finds its item.',
		[
			'POST',
			'/users/external_ids/rename',
			(user) => ({
				external_id_renames: [
					{ current_external_id: `${user}-nobody`, new_external_id: `${user}-3` },
				],
			}),
		],
		(response) =>
			Array.isArray((fieldOf(response, 'rename_errors') as unknown[] | undefined)?.at(0)),
	),
	{
		what: 'A renaming lists the new external ID, or an object with it',
		changes: 'Outcomes of Rename: which ID is looked for in "external_ids".',
		writes: true,
		check: async ({ ask, user }) => {
			const renames = [{ current_external_id: user, new_external_id: `${user}-2` }];
			const body = { external_id_renames: renames };
			const response = await ask('POST', '/users/external_ids/rename', { body });
			const listed = JSON.stringify(fieldOf(response, 'external_ids') ?? null);
			return { holds: isTaken(response) && listed.includes(`${user}-2`), seen: textOf(response) };
		},
	},
	responds(
		'A removed external ID is answered 2xx',
		'Outcomes of Remove External ID.',
		['POST', '/users/external_ids/remove', (user) => ({ external_ids: [user] })],
		isTaken,
	),
	responds(
		'A removal that fails is in "removal_errors", as a list',
		'Outcomes of Remove External ID: how an error finds its item.',
		['POST', '/users/external_ids/remove', (user) => ({ external_ids: [`${user}-nobody`] })],
		(response) =>
			Array.isArray((fieldOf(response, 'removal_errors') as unknown[] | undefined)?.at(0)),
	),
	responds(
		'The deletion of the user is answered 2xx',
		'Outcomes of Delete. Look for the user and delete it by hand.',
		['POST', '/users/delete', (user) => ({ external_ids: [user, `${user}-2`] })],
		isTaken,
	),
];
