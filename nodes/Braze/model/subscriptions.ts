import type { IDataObject } from 'n8n-workflow';

import { ItemError } from './itemError';

/** States of a user's emails or pushes. Source: user attributes object, `email_subscribe`. */
export const SUBSCRIPTION_STATES = ['opted_in', 'subscribed', 'unsubscribed'] as const;

/** States of a user in a subscription group. Source: user attributes object, `subscription_groups`. */
export const GROUP_STATES = ['subscribed', 'unsubscribed'] as const;

/**
 * A state as Braze takes it. What Braze itself gives back is written with a capital (`Subscribed`).
 *
 * @returns undefined for what is none of the states
 */
export function readState<State extends string>(
	value: unknown,
	states: readonly State[],
): State | undefined {
	if (typeof value !== 'string') return undefined;
	const text = value.trim().toLowerCase();
	return states.find((state) => state === text);
}

/**
 * One change of a subscription, for the attribute `subscription_groups`.
 *
 * @throws ItemError naming the field
 */
export function checkSubscription(id: unknown, given: unknown): IDataObject {
	if (typeof id !== 'string' || id.trim() === '') {
		throw new ItemError(
			'Subscription Group ID is empty. Find it in Braze under Audience > Subscription Group Management.',
		);
	}
	const subscription_state = readState(given, GROUP_STATES);
	if (subscription_state === undefined) {
		throw new ItemError('Subscription State must be subscribed or unsubscribed.', { value: given });
	}
	return { subscription_group_id: id.trim(), subscription_state };
}
