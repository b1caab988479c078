import type { IDataObject } from 'n8n-workflow';

import { ItemError } from './itemError';

/** States of a user in a subscription group. Source: user attributes object, `subscription_groups`. */
const STATES = ['subscribed', 'unsubscribed'];

/**
 * One change of a subscription, for the attribute `subscription_groups`.
 *
 * @throws ItemError naming the field
 */
export function checkSubscription(id: unknown, state: unknown): IDataObject {
	if (typeof id !== 'string' || id.trim() === '') {
		throw new ItemError('Subscription Group ID is empty. Braze shows it beside the group.');
	}
	if (!STATES.includes(state as string)) {
		throw new ItemError('Subscription State must be subscribed or unsubscribed.');
	}
	return { subscription_group_id: id.trim(), subscription_state: state as string };
}
