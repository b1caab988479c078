import type { IDataObject } from 'n8n-workflow';

/** An alias, in Braze's format. */
type UserAlias = { alias_name: string; alias_label: string };

/** Braze's names for the kinds of identifiers that are just text. */
const FIELDS = {
	brazeId: 'braze_id',
	email: 'email',
	externalId: 'external_id',
	phone: 'phone',
} as const;

type IdKind = keyof typeof FIELDS;

/** The user of an item, by kind of identifier. */
export type User =
	{ by: 'userAlias'; alias: UserAlias } | { [Kind in IdKind]: { by: Kind; value: string } }[IdKind];

/** How a user is identified. */
export type IdentifyBy = User['by'];

/** A user who is identified in certain ways. */
export type UserBy<By extends IdentifyBy> = Extract<User, { by: By }>;

/** The user with an alias. Label and name must have been checked. */
export function userByAlias(alias_label: string, alias_name: string): UserBy<'userAlias'> {
	return { by: 'userAlias', alias: { alias_name, alias_label } };
}

/** The user with an external ID, which must have been checked. */
export function userByExternalId(value: string): UserBy<'externalId'> {
	return { by: 'externalId', value };
}

/** The field that identifies the user in Braze's objects, e.g. `{external_id: 'u1'}`. */
export function toBraze(user: User): IDataObject {
	return user.by === 'userAlias' ? { user_alias: user.alias } : { [FIELDS[user.by]]: user.value };
}

/**
 * The field that identifies the recipient of a message.
 * Source: https://www.braze.com/docs/api/objects_filters/recipient_object/
 */
export function toRecipient(user: User): IDataObject {
	return user.by === 'externalId' ? { external_user_id: user.value } : toBraze(user);
}

/** A text that is the same for the same user, and for no other. */
export function keyOf(user: User): string {
	if (user.by !== 'userAlias') return `${user.by}:${user.value}`;
	const { alias_label, alias_name } = user.alias;
	// The length separates label and name, whatever they contain.
	return `alias:${alias_label.length}:${alias_label}:${alias_name}`;
}

/**
 * The key that keeps a user's changes in order. Braze does not document whether emails that differ only
 * in case are the same user, so their order is kept as if they were.
 */
export function orderingKeyOf(user: User): string {
	return user.by === 'email' ? keyOf(user).toLowerCase() : keyOf(user);
}

/** Each user once, by {@link keyOf}. */
export function byKey(users: Iterable<User>): Map<string, User> {
	const found = new Map<string, User>();
	for (const user of users) found.set(keyOf(user), user);
	return found;
}
