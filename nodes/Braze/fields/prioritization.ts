import type { INodeProperties } from 'n8n-workflow';

import type { PerItem } from '../mapping/perItem';
import type { Parameters } from '../runtime/parameters';
import { readChoice } from './text';
import { type UserChoice, userParameter } from './user';

/**
 * Which profile is meant if several have the same email or phone: rules that Braze applies in this
 * order. Source: https://www.braze.com/docs/api/endpoints/user_data/post_user_identify/
 */
const RULES = {
	'identified,least_recently_updated': 'With External ID, Least Recently Updated',
	'identified,most_recently_updated': 'With External ID, Most Recently Updated',
	'unidentified,least_recently_updated': 'Without External ID, Least Recently Updated',
	'unidentified,most_recently_updated': 'Without External ID, Most Recently Updated',
	identified: 'With External ID',
	least_recently_updated: 'Least Recently Updated',
	most_recently_updated: 'Most Recently Updated',
	unidentified: 'Without External ID',
} as const;

type Rule = keyof typeof RULES;

/** Where the choice of rules is offered. */
export interface PrioritizationChoice {
	user: UserChoice;
	default: Rule;
	/** Whether the endpoint supports `least_recently_updated`; /users/delete does not. */
	least?: boolean;
}

/** The field, shown for users identified by email or phone. */
export function prioritizationField({
	user,
	default: first,
	least = true,
}: PrioritizationChoice): INodeProperties {
	const rules = (Object.keys(RULES) as Rule[]).filter((rule) => least || !rule.includes('least'));
	return {
		displayName: user.role === undefined ? 'Which Profile' : `${user.role}: Which Profile`,
		name: userParameter(user, 'prioritization'),
		type: 'options',
		displayOptions: { show: { [userParameter(user, 'identifyBy')]: ['email', 'phone'] } },
		options: rules
			.map((value) => ({ name: RULES[value], value }))
			.sort((a, b) => a.name.localeCompare(b.name)),
		default: first,
		description:
			'Which profile to use if several have this email or phone. If more than one still matches, Braze does nothing.',
	};
}

/**
 * Compiles the rules to Braze's field: `{prioritization: [...]}`, or nothing for users who are not
 * identified by email or phone.
 */
export function compilePrioritization(
	parameters: Parameters,
	{ user }: PrioritizationChoice,
): PerItem<{ prioritization?: string[] }> {
	const by = parameters.once<string>(userParameter(user, 'identifyBy'));
	if (by !== 'email' && by !== 'phone') return () => ({});
	const name = user.role === undefined ? 'Which Profile' : `${user.role}: Which Profile`;
	const rule = parameters.perItem(userParameter(user, 'prioritization'));
	const known = Object.keys(RULES);
	return (...item) => ({ prioritization: readChoice(rule, name, known, item).split(',') });
}
