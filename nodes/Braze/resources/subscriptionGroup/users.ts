import type { UserIdentifier } from '../../model/identifier';
import { textOf } from '../../model/text';

/** A query that asks for users: `external_id[]=1&external_id[]=2`, or one email or phone. */
export function usersQuery(users: readonly UserIdentifier[]): Record<string, string | string[]> {
	const [{ by, fields }] = users;
	if (by === 'externalId') {
		return { external_id: users.map((user) => textOf(user.fields.external_id)) };
	}
	return by === 'email' ? { email: textOf(fields.email) } : { phone: textOf(fields.phone) };
}

/** Users that may be asked for together: Braze tells which is which by external ID alone. */
export function topicOf({ by }: UserIdentifier, about = ''): { topic?: string } {
	return by === 'externalId' ? { topic: `${by} ${about}` } : {};
}
