import type { IDataObject } from 'n8n-workflow';

import type { Engine } from '../mapping/engine';
import type { PerItem } from '../mapping/perItem';
import { compileValue, pickedValue } from '../mapping/value';
import type { Problems } from '../model/itemError';
import { checkSubscription, isNoAnswer } from '../model/subscriptions';
import { compileCondition, isClearYes } from './condition';

/** A row of the Subscription Groups field, compiled. */
export interface SubscriptionGroupTemplate {
	sendIf: PerItem<boolean>;
	id: PerItem<unknown>;
	state: PerItem<unknown>;
}

/** Compiles the field: `{group: [{sendIf, subscriptionGroupId, subscriptionState}]}`. */
export function compileSubscriptionGroups(
	parameter: unknown,
	engine: Engine,
): SubscriptionGroupTemplate[] {
	const { group } = (parameter ?? {}) as { group?: IDataObject[] };
	return group?.map((row) => compileGroup(row, engine)) ?? [];
}

function compileGroup(row: IDataObject, engine: Engine): SubscriptionGroupTemplate {
	return {
		sendIf: compileCondition(row.sendIf, engine, isClearYes),
		id: compileValue(pickedValue(row.subscriptionGroupId), engine, 'Subscription Group ID'),
		state: compileValue(row.subscriptionState, engine, 'Subscription State'),
	};
}

/** Shared, since most nodes have no rows. */
const NONE: readonly IDataObject[] = [];

/**
 * Reads an item's subscription changes, for the attribute `subscription_groups`. A row with an empty state
 * changes nothing, so that consent which the form did not ask about stays.
 *
 * @param problems collects the errors of rows; those are left out
 */
export function readSubscriptionGroups(
	templates: readonly SubscriptionGroupTemplate[],
	json: IDataObject,
	itemIndex: number,
	problems: Problems,
): readonly IDataObject[] {
	if (templates.length === 0) return NONE;
	return templates.flatMap(
		({ sendIf, id, state }) =>
			problems.within('', { kind: 'subscription change' }).attempt(() => {
				if (!sendIf(json, itemIndex)) return [];
				const given = state(json, itemIndex);
				if (isNoAnswer(given)) return [];
				return [checkSubscription(id(json, itemIndex), given)];
			}) ?? [],
	);
}
