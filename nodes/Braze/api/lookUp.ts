import type { IDataObject } from 'n8n-workflow';

import type { User } from '../model/user';
import { exportUsers, type SendExport } from './exportUsers';

/**
 * Reads the profiles of a batch of users. For a deprecated external ID, Braze returns the profile under its current
 * one. Users whom this may concern are read again one by one, so that the profile must be theirs.
 *
 * @param fields the parts of a profile to read
 * @returns the profiles of each user: none if Braze does not know them, several if these share an email or phone;
 *   undefined if the response is unclear
 */
export async function lookUp(
	users: readonly User[],
	fields: readonly string[],
	send: SendExport,
): Promise<Array<readonly IDataObject[] | undefined>> {
	const { found, others, invalid, strange } = await exportUsers(users, fields, send);
	const profilesFound = found.some(({ length }) => length > 0);
	return await Promise.all(
		users.map(async (user, index) => {
			const profiles = found[index];
			if (profiles.length > 0) return profiles;
			// If the current ID is in the same batch, the profile counts only for that.
			const mayBeAnothers = profilesFound && user.by === 'externalId' && !invalid.has(user.value);
			if (users.length === 1) return others.length === 0 && strange ? undefined : others;
			if (others.length === 0 && !mayBeAnothers) return strange ? undefined : [];
			const [alone] = await lookUp([user], fields, send);
			return alone;
		}),
	);
}
