import type { IDataObject } from 'n8n-workflow';

import { exportUsers, type SendExport } from '../../../api/exportUsers';
import type { UserIdentifier } from '../../../model/identifier';

/**
 * Reads the profiles of one batch of users. Braze answers a deprecated external ID with the profile
 * under its present one: whoever that may concern is asked for alone, where the answer must be his.
 *
 * @param fields the parts of a profile to read
 * @returns the profiles of each user: none if Braze does not know it, several if they share an email
 *   or phone; undefined if the answer cannot be told
 */
export async function lookUp(
	users: readonly UserIdentifier[],
	fields: readonly string[],
	send: SendExport,
): Promise<Array<readonly IDataObject[] | undefined>> {
	const { found, others, strange } = await exportUsers(users, fields, send);
	return await Promise.all(
		users.map(async (user, index) => {
			const profiles = found[index];
			if (profiles.length > 0) return profiles;
			if (others.length === 0) return strange ? undefined : [];
			if (users.length === 1) return others;
			const [alone] = await lookUp([user], fields, send);
			return alone;
		}),
	);
}
