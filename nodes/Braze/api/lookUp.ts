import type { IDataObject } from 'n8n-workflow';

import type { User } from '../model/user';
import { exportUsers, type SendExport } from './exportUsers';

/**
 * Reads the profiles of one batch of users. Braze answers a deprecated external ID with the profile
 * under its present one: whoever that may concern is asked for alone, where the answer must be his.
 *
 * @param fields the parts of a profile to read
 * @returns the profiles of each user: none if Braze does not know it, several if they share an email
 *   or phone; undefined if the answer cannot be told
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
			// With its present ID asked for as well, the profile is that one's alone.
			const mayBeAnothers = profilesFound && user.by === 'externalId' && !invalid.has(user.value);
			if (users.length === 1) return others.length === 0 && strange ? undefined : others;
			if (others.length === 0 && !mayBeAnothers) return strange ? undefined : [];
			const [alone] = await lookUp([user], fields, send);
			return alone;
		}),
	);
}
