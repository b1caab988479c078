import type { IDataObject } from 'n8n-workflow';

import type { Client } from '../../api/client';
import type { GroupMember } from '../../api/groupStates';
import { type ExpectedState, groupStatesUntil } from '../../api/groupStatesUntil';
import type { ExportedProfile } from '../../api/profiles';
import { textOf } from '../../model/text';
import { keyOf } from '../../model/user';
import type { UserChange } from '../combine';

/** What Braze shows of an item's subscription groups. */
export interface GroupsSeen {
	/** IDs of groups with the state that was sent. */
	verified: string[];
	unverified: Array<{ group: string; sent: string; held: string }>;
	/** IDs of groups that could not be read, or that a later item changed again. */
	unverifiable: string[];
	/** The reason, if Braze gave one. */
	unreadWhy?: string;
	/** Whether a later item set another state. */
	isOverridden: boolean;
}

/** One group that one item sets. */
interface ItemState extends ExpectedState {
	item: number;
}

/**
 * Reads the states of subscription groups, which no export shows, until they are as they were sent or the
 * time is up. A change can take a minute to show.
 *
 * @param changes the items that Braze has taken, in order
 * @param profiles by the user's key: they hold the IDs that states are read by
 * @param time how many seconds to look at most, from `start` on, which is in milliseconds since 1970
 * @returns by item; only for items that set a group
 */
export async function groupsSeen(
	changes: readonly UserChange[],
	profiles: ReadonlyMap<string, ExportedProfile>,
	time: { seconds: number; start: number },
	client: Client,
): Promise<Map<number, GroupsSeen>> {
	const seen = new Map<number, GroupsSeen>();
	const expected: ItemState[] = [];
	for (const change of changes) {
		const { item } = change;
		const groups = groupsOf(change);
		if (groups.length === 0) continue;
		const mine: GroupsSeen = {
			verified: [],
			unverified: [],
			unverifiable: [],
			isOverridden: false,
		};
		seen.set(item, mine);
		const member = memberOf(change, profiles);
		for (const { group, state } of groups) {
			if (member === undefined) mine.unverifiable.push(group);
			else expected.push({ item, member, group, state });
		}
	}
	const states = await groupStatesUntil(expected, time, client);
	for (const [{ item, group, state }, one] of states) {
		const mine = seen.get(item);
		if (mine === undefined) continue;
		if (one === 'shown') mine.verified.push(group);
		else if (one === 'overridden') {
			mine.unverifiable.push(group);
			mine.isOverridden = true;
		} else if ('held' in one) mine.unverified.push({ group, sent: state, held: one.held });
		else {
			mine.unverifiable.push(group);
			mine.unreadWhy ??= one.unread;
		}
	}
	return seen;
}

function groupsOf({ attributes = {} }: UserChange): Array<{ group: string; state: string }> {
	const { subscription_groups: groups } = attributes;
	if (!Array.isArray(groups)) return [];
	return (groups as IDataObject[]).map(
		({ subscription_group_id: group, subscription_state: state }) => ({
			group: textOf(group),
			state: textOf(state),
		}),
	);
}

function memberOf(
	{ user }: UserChange,
	profiles: ReadonlyMap<string, ExportedProfile>,
): GroupMember | undefined {
	const { external_id: id, email, phone } = profiles.get(keyOf(user)) ?? {};
	if (typeof id === 'string') return { by: 'externalId', value: id };
	if (typeof email === 'string') return { by: 'email', value: email };
	if (typeof phone === 'string') return { by: 'phone', value: phone };
	return undefined;
}
