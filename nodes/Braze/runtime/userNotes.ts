import type { IDataObject } from 'n8n-workflow';

import type { Advice } from '../batch/plan';
import { contactKindOf } from '../model/identifier';
import type { Remark } from '../model/itemError';
import { remarkOnPhone } from '../model/phone';
import { textOf } from '../model/text';

/** Shared, since most items have no remarks. */
const NONE: readonly Remark[] = [];

/**
 * Remarks about the users in an outcome, which are sent all the same: a phone number without a country
 * code may be somebody else's.
 */
export function remarksOnUsers({ user, merged, phone }: IDataObject): readonly Remark[] {
	// (A phone may stand for everybody who has it.)
	const first = user ?? { phone };
	return merged === undefined ? ofUser(first) : [...ofUser(first), ...ofUser(merged)];
}

function ofUser(user: unknown): readonly Remark[] {
	const { user_alias: alias, phone } = (user ?? {}) as IDataObject;
	const { alias_label, alias_name } = (alias ?? {}) as IDataObject;
	const ofAlias = isAbout('phone', alias_label)
		? remarkOnPhone(alias_name, 'Alias Name')
		: undefined;
	const ofPhone = remarkOnPhone(phone, 'Phone');
	if (ofAlias === undefined && ofPhone === undefined) return NONE;
	return [ofAlias, ofPhone].filter((remark) => remark !== undefined);
}

/**
 * Advice about the users of a run: email aliases that differ only in capital letters are two profiles.
 *
 * @param outcomes the outcomes of the items that can be sent
 */
export function adviceOnUsers(outcomes: readonly IDataObject[]): Advice[] {
	const items = outcomes.filter(({ user, merged }) => [user, merged].some(hasCapitals)).length;
	if (items === 0) return [];
	return [
		{
			fields: new Map([['email alias with capital letters', items]]),
			text: 'for Braze, the aliases Mia@example.com and mia@example.com are two users. To write email aliases in lower case, turn on the option "Lower-Case Emails".',
		},
	];
}

function hasCapitals(user: unknown): boolean {
	const { user_alias: alias } = (user ?? {}) as IDataObject;
	const { alias_label, alias_name } = (alias ?? {}) as IDataObject;
	return isAbout('email', alias_label) && /\p{Lu}/u.test(textOf(alias_name));
}

function isAbout(kind: 'email' | 'phone', label: unknown): boolean {
	return label === kind || (typeof label === 'string' && contactKindOf(label) === kind);
}
