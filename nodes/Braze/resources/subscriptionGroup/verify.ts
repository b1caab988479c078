import type { Client } from '../../api/client';
import { GROUP_STATES_PERMISSION, type GroupMember } from '../../api/groupStates';
import { type ExpectedState, groupStatesUntil, type StateSeen } from '../../api/groupStatesUntil';
import type { Plan, Planned, Planning, PreparedItem, ReadBack } from '../../batch/plan';
import { planInOrder } from '../../batch/planInOrder';
import type { Endpoint } from '../../batch/types';
import { LONG_SECONDS, readVerifyWithin } from '../../fields/verifyOption';
import { inSeconds } from '../../model/wording';

/** An item that sets a state. */
export interface StatedItem extends PreparedItem {
	/** The state that Braze should show; not set if that depends on the user's reply. */
	expected?: ExpectedState;
}

/** The state that Braze should show after a change. */
export function expectedOf(
	member: GroupMember,
	changed: { subscription_group_id: string; subscription_state: string },
): ExpectedState {
	return { group: changed.subscription_group_id, member, state: changed.subscription_state };
}

/** Plans items in their order, and verifies them if the option is set. */
export async function planWithStates(
	items: ReadonlyArray<Planned<StatedItem>>,
	endpoint: Endpoint,
	{ options, createClient }: Planning,
): Promise<Plan> {
	const plan = await planInOrder(items, endpoint);
	const seconds = readVerifyWithin(options.verifyWithin, LONG_SECONDS);
	if (seconds === undefined) return plan;
	const client = createClient(GROUP_STATES_PERMISSION);
	return { ...plan, verify: async (taken) => await verify(items, taken, seconds, client) };
}

async function verify(
	items: ReadonlyArray<Planned<StatedItem>>,
	taken: ReadonlySet<number>,
	seconds: number,
	client: Client,
): Promise<Map<number, ReadBack>> {
	const takenItems = items.filter(({ item }) => taken.has(item));
	const expected = takenItems.flatMap(({ prepared }) => prepared.expected ?? []);
	const seen = await groupStatesUntil(expected, { seconds, start: client.now() }, client);
	return new Map(
		takenItems.map(({ item, prepared: { expected: one } }) => [
			item,
			one === undefined ? ASKED : readBackOf(one, seen.get(one), seconds),
		]),
	);
}

const NAME = 'subscription_state';

const ASKED: ReadBack = { applied: false, outcome: { unverifiable: [NAME] }, warnings: [] };

function readBackOf(
	{ group, state }: ExpectedState,
	seen: StateSeen | undefined,
	seconds: number,
): ReadBack {
	if (seen === 'shown') {
		const outcome = { verified: { subscriptionGroups: [group] } };
		return { applied: true, outcome, warnings: [] };
	}
	if (seen === undefined || seen === 'overridden' || 'unread' in seen) {
		const why = typeof seen === 'object' ? seen.unread : undefined;
		const warnings = why === undefined ? [] : [`The state could not be read back: ${why}`];
		return { applied: false, outcome: { unverifiable: [NAME] }, warnings };
	}
	const message = `The state is "${seen.held}", not "${state}", after ${inSeconds(seconds)}.`;
	return { applied: false, outcome: { unverified: [NAME] }, warnings: [`${message} ${REASONS}`] };
}

const REASONS =
	'It can take a minute to show; Braze changes nothing in an archived group, nor for an unknown external ID.';
