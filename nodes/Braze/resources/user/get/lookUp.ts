import type { IDataObject } from 'n8n-workflow';

import type { Send } from '../../../runtime/queryOperation';
import type { UserIdentifier } from '../../../model/identifier';

/**
 * Reads profiles.
 *
 * @param users one, or several that are all identified by external ID or alias
 * @param fields the parts of a profile to read
 * @returns the profiles of each user: none if Braze does not know it, several if they share an email
 *   or phone
 */
export async function lookUp(
	users: readonly UserIdentifier[],
	fields: readonly string[],
	send: Send,
): Promise<IDataObject[][]> {
	const found = await exported(users, fields, send);
	if (users.length === 1) return [found];
	const strange = found.some((profile) => !users.some((user) => isOf(profile, user)));
	return await Promise.all(
		users.map(async (user) => {
			const profiles = found.filter((profile) => isOf(profile, user));
			// Braze answers a deprecated external ID with the profile under its present one.
			if (profiles.length === 0 && strange) return await exported([user], fields, send);
			return profiles;
		}),
	);
}

/** Source: https://www.braze.com/docs/api/endpoints/export/user_data/post_users_identifier/ */
async function exported(
	users: readonly UserIdentifier[],
	fields: readonly string[],
	send: Send,
): Promise<IDataObject[]> {
	// What users are told apart by has to be in the answer.
	const fields_to_export = [...new Set([...fields, 'external_id', 'user_aliases'])];
	const { body } = await send({
		method: 'POST',
		path: '/users/export/ids',
		body: { ...who(users), fields_to_export },
	});
	const profiles = (body as IDataObject | undefined)?.users;
	return Array.isArray(profiles) ? (profiles as IDataObject[]) : [];
}

function who(users: readonly UserIdentifier[]): IDataObject {
	const [{ by, fields }] = users;
	switch (by) {
		case 'externalId':
			return { external_ids: users.map((user) => user.fields.external_id as string) };
		case 'userAlias':
			return { user_aliases: users.map((user) => user.fields.user_alias as IDataObject) };
		case 'email':
			return { email_address: fields.email };
		default:
			return fields;
	}
}

function isOf(profile: IDataObject, { by, fields }: UserIdentifier): boolean {
	if (by === 'externalId') return profile.external_id === fields.external_id;
	const wanted = fields.user_alias as IDataObject;
	return ((profile.user_aliases ?? []) as IDataObject[]).some(
		({ alias_label, alias_name }) =>
			alias_label === wanted.alias_label && alias_name === wanted.alias_name,
	);
}
