import type { IDataObject } from 'n8n-workflow';

import { pickedValue } from '../mapping/picked';
import type { Evaluate, ItemValue } from '../mapping/value';
import { compileValue } from '../mapping/value';
import { ValueProblem } from '../model/itemError';

/** A row of the Subscription Groups field, compiled. */
export interface SubscriptionGroupTemplate {
	id: ItemValue;
	state: ItemValue;
}

/** Compiles the field: `{group: [{subscriptionGroupId, subscriptionState}]}`. */
export function compileSubscriptionGroups(
	parameter: unknown,
	evaluate: Evaluate,
): SubscriptionGroupTemplate[] {
	const { group = [] } = (parameter ?? {}) as { group?: IDataObject[] };
	return group.map((row) => ({
		id: compileValue(pickedValue(row.subscriptionGroupId), evaluate),
		state: compileValue(row.subscriptionState, evaluate),
	}));
}

/**
 * One item's subscription changes, for the attribute `subscription_groups`. A row whose state is
 * empty for the item changes nothing, so that a consent that was not asked for stays as it was.
 *
 * @throws ValueProblem naming the field
 */
export function readSubscriptionGroups(
	templates: readonly SubscriptionGroupTemplate[],
	json: IDataObject,
	itemIndex: number,
): IDataObject[] {
	const groups: IDataObject[] = [];
	for (const { id, state } of templates) {
		const subscription_state = state(json, itemIndex);
		if (subscription_state === undefined || subscription_state === null) continue;
		if (subscription_state === '') continue;
		const subscription_group_id = id(json, itemIndex);
		if (typeof subscription_group_id !== 'string' || subscription_group_id.trim() === '') {
			throw new ValueProblem('Subscription Group ID is empty. Braze shows it beside the group.');
		}
		if (subscription_state !== 'subscribed' && subscription_state !== 'unsubscribed') {
			throw new ValueProblem('Subscription State must be subscribed or unsubscribed.');
		}
		groups.push({ subscription_group_id: subscription_group_id.trim(), subscription_state });
	}
	return groups;
}
