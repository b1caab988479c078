import type { IDataObject } from 'n8n-workflow';

import { NEITHER, yesOrNo } from './boolean';
import { checkBrazeId } from './idText';
import { withoutInvisible } from './invisible';
import { ItemError } from './itemError';
import { isUnset } from './nothing';
import { isLeftByProgram } from './placeholder';

/**
 * States of a user's emails or pushes. The first is what a yes means: explicit consent.
 * Source: user attributes object, `email_subscribe`.
 */
export const SUBSCRIPTION_STATES = ['opted_in', 'subscribed', 'unsubscribed'] as const;

/** States of a user in a subscription group. Source: user attributes object, `subscription_groups`. */
export const GROUP_STATES = ['subscribed', 'unsubscribed'] as const;

/**
 * A state as Braze takes it: from itself in any case (Braze returns `Subscribed`), or from a yes, which
 * means the first of the states, or a no.
 *
 * @returns undefined for anything else, which must change nothing
 */
export function readState<State extends string>(
	value: unknown,
	states: readonly [State, ...State[]],
): State | 'unsubscribed' | undefined {
	if (isNoAnswer(value)) return undefined;
	const isUnclear = (one: unknown) => !isNoAnswer(one) && readState(one, states) === undefined;
	if (Array.isArray(value) && value.some(isUnclear)) return undefined;
	if (typeof value === 'string' && saysNothing(withoutInvisible(value))) return undefined;
	const said = yesOrNo(value);
	if (said === undefined) return undefined;
	if (!said) return 'unsubscribed';
	// ("✅ Subscribed" is the state as well: nobody opted in.)
	const text = withoutInvisible(String(value)).normalize('NFKC');
	return states.find((one) => one === 'subscribed' && SAYS_SUBSCRIBED.test(text)) ?? states[0];
}

const SAYS_SUBSCRIBED = /subscribed/i;

/** Neither a program's word for a missing value nor mere signs withdraw consent. */
function saysNothing(text: string): boolean {
	return isLeftByProgram(text) || /^[\p{P}\s]*$/u.test(text);
}

/**
 * Whether a question was left unanswered: no value, a failed calculation, blank text, an empty list or
 * object.
 */
export function isNoAnswer(value: unknown): boolean {
	if (isUnset(value) || Number.isNaN(value)) return true;
	if (typeof value === 'string') return withoutInvisible(value) === '';
	if (Array.isArray(value)) return value.every(isNoAnswer);
	return typeof value === 'object' && yesOrNo(value) === false;
}

/** What is wrong with a state; follows the field's name. */
export function notAState(states: readonly string[]): string {
	return `${NEITHER} Map a yes or no, or one of ${states.join(', ')}.`;
}

/**
 * One change of a subscription, for the attribute `subscription_groups`.
 *
 * @throws ItemError naming the field
 */
export function checkSubscription(id: unknown, given: unknown): IDataObject {
	if (typeof id !== 'string' || withoutInvisible(id) === '') {
		throw new ItemError(
			'Subscription Group ID is empty. Find it in Braze under Audience > Subscription Group Management.',
		);
	}
	const subscription_state = readState(given, GROUP_STATES);
	if (subscription_state === undefined) {
		throw new ItemError(`Subscription State ${notAState(GROUP_STATES)}`, { value: given });
	}
	const subscription_group_id = checkBrazeId(withoutInvisible(id), 'Subscription Group ID');
	return { subscription_group_id, subscription_state };
}
