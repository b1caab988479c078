import type { IDataObject } from 'n8n-workflow';

import { IDS_PER_REQUEST } from '../model/limits';
import { type IdentifyBy, toBraze, type User } from '../model/user';
import { listIn } from './pages';

/** The API key permission for reading users. */
export const EXPORT_PERMISSION = 'users.export.ids';

/** Sends a request. Rejects if Braze did not take it. */
export type SendExport = (request: {
	method: 'POST';
	path: string;
	responseKey: string;
	body: IDataObject;
}) => Promise<{ body: unknown }>;

/** Whether a request can list several of an identifier. It takes only one email, phone or Braze ID. */
export const isListed = (by: IdentifyBy): boolean => by === 'externalId' || by === 'userAlias';

/** Splits users by request: up to 50 external IDs and aliases together, any other user alone. */
export function* exportBatches(users: Iterable<User>): Generator<User[]> {
	let listed: User[] = [];
	for (const user of users) {
		if (!isListed(user.by)) yield [user];
		else listed.push(user);
		if (listed.length === IDS_PER_REQUEST) {
			yield listed;
			listed = [];
		}
	}
	if (listed.length > 0) yield listed;
}

/** The users that an export returned. */
interface ExportedUsers {
	/** The profiles of each user, in the order requested: several may share an email or phone. */
	found: IDataObject[][];
	/** Profiles that match no user, e.g. one found by a deprecated external ID. */
	others: IDataObject[];
	/** External IDs that Braze reports as unknown. */
	invalid: ReadonlySet<unknown>;
	/** Whether the response is not as documented. Then a user who was not found may still exist. */
	strange: boolean;
}

/**
 * Reads one batch of users.
 *
 * @param users one of {@link exportBatches}
 * @param fields the parts of a profile to read, besides those that tell users apart
 * @throws what `send` throws
 * Source: https://www.braze.com/docs/api/endpoints/export/user_data/post_users_identifier/
 */
export async function exportUsers(
	users: readonly User[],
	fields: readonly string[],
	send: SendExport,
): Promise<ExportedUsers> {
	const fields_to_export = [...new Set([...fields, 'external_id', 'user_aliases'])];
	const { body } = await send({
		method: 'POST',
		path: '/users/export/ids',
		responseKey: 'users',
		body: { ...whoOf(users), fields_to_export },
	});
	const given = (body as { users?: unknown } | null | undefined)?.users ?? [];
	const entries = Array.isArray(given) ? (given as unknown[]) : [];
	const profiles = entries.filter(isProfile);
	const found = users.map((user) => profiles.filter((profile) => isOf(profile, user)));
	const theirs = new Set(found.flat());
	return {
		found,
		others: profiles.filter((profile) => !theirs.has(profile)),
		invalid: new Set(listIn(body, 'invalid_user_ids')),
		strange: !Array.isArray(given) || profiles.length < entries.length,
	};
}

function whoOf(users: readonly User[]): IDataObject {
	const [first] = users;
	if (first.by === 'email') return { email_address: first.value };
	if (first.by === 'phone' || first.by === 'brazeId') return toBraze(first);
	const external_ids = users.flatMap((user) => (user.by === 'externalId' ? [user.value] : []));
	const user_aliases = users.flatMap((user) => (user.by === 'userAlias' ? [user.alias] : []));
	return {
		...(external_ids.length > 0 && { external_ids }),
		...(user_aliases.length > 0 && { user_aliases }),
	};
}

function isProfile(entry: unknown): entry is IDataObject {
	return typeof entry === 'object' && entry !== null && !Array.isArray(entry);
}

/** An email, phone or Braze ID has its own request, so every profile in the response is the user's. */
function isOf(profile: IDataObject, user: User): boolean {
	if (user.by === 'externalId') return profile.external_id === user.value;
	if (user.by !== 'userAlias') return true;
	const { alias } = user;
	const aliases = Array.isArray(profile.user_aliases) ? (profile.user_aliases as unknown[]) : [];
	return aliases.some((held) => {
		const { alias_name, alias_label } = (held ?? {}) as IDataObject;
		return alias_name === alias.alias_name && alias_label === alias.alias_label;
	});
}
