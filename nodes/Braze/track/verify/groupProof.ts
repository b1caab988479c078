import type { IDataObject } from 'n8n-workflow';

import type { Client } from '../../api/client';
import { type GroupMember, readGroupStates } from '../../api/groupStates';
import type { ExportedProfile } from '../../api/profiles';
import type { UserChange } from '../combine';
import { textOf } from '../../model/text';

/** What became of one item's subscription groups. */
export interface GroupsSeen {
	/** IDs of groups whose state is as it was sent. */
	verified: string[];
	unverified: Array<{ group: string; sent: string; held: string }>;
	/** IDs of groups of which nothing could be read, or that a later item changed again. */
	unverifiable: string[];
}

/** One group that one item sets. */
interface Expected {
	item: number;
	member: GroupMember;
	group: string;
	state: string;
}

/** The first wait between two looks, in milliseconds; each further one is twice as long. */
const FIRST_WAIT = 500;

/**
 * Reads the states of subscription groups until they are as they were sent, or the time is up: no export
 * shows them. A change can take a minute to show.
 *
 * @param changes the items that Braze has taken, in order
 * @param profiles as they were read, by the user's key: a state is asked for by an ID that is in them
 * @param deadline in milliseconds since 1970
 * @returns by item; only for items that set a group
 */
export async function groupsSeen(
	changes: readonly UserChange[],
	profiles: ReadonlyMap<string, ExportedProfile>,
	deadline: number,
	client: Client,
): Promise<Map<number, GroupsSeen>> {
	const seen = new Map<number, GroupsSeen>();
	const last = new Map<string, Expected>();
	const overridden: Expected[] = [];
	for (const change of changes) {
		const groups = groupsOf(change);
		if (groups.length === 0) continue;
		const mine: GroupsSeen = { verified: [], unverified: [], unverifiable: [] };
		seen.set(change.item, mine);
		const member = memberOf(change, profiles);
		for (const { group, state } of groups) {
			if (member === undefined) {
				mine.unverifiable.push(group);
				continue;
			}
			const key = JSON.stringify([group, member.by, member.value]);
			const before = last.get(key);
			if (before !== undefined) overridden.push(before);
			last.set(key, { item: change.item, member, group, state });
		}
	}
	for (const { item, group } of overridden) seen.get(item)?.unverifiable.push(group);
	let open = [...last.values()];
	for (let wait = FIRST_WAIT; open.length > 0; wait *= 2) {
		const looked = open;
		open = [];
		const isLastLook = client.now() >= deadline;
		for (const [group, expected] of byGroup(looked)) {
			const { states } = await readGroupStates(
				group,
				expected.map(({ member }) => member),
				client,
			);
			for (const one of expected) {
				const held = states.get(one.member.key);
				const mine = seen.get(one.item);
				if (held === one.state) mine?.verified.push(group);
				else if (held === undefined) mine?.unverifiable.push(group);
				else if (isLastLook) mine?.unverified.push({ group, sent: one.state, held });
				else open.push(one);
			}
		}
		if (open.length > 0) await client.sleep(Math.max(0, Math.min(wait, deadline - client.now())));
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
	{ user: { key } }: UserChange,
	profiles: ReadonlyMap<string, ExportedProfile>,
): GroupMember | undefined {
	const { external_id: id, email, phone } = profiles.get(key) ?? {};
	if (typeof id === 'string') return { key: `id ${id}`, by: 'external_id', value: id };
	if (typeof email === 'string') return { key: `email ${email}`, by: 'email', value: email };
	if (typeof phone === 'string') return { key: `phone ${phone}`, by: 'phone', value: phone };
	return undefined;
}

function byGroup(all: readonly Expected[]): Map<string, Expected[]> {
	const groups = new Map<string, Expected[]>();
	for (const one of all) {
		const same = groups.get(one.group);
		if (same === undefined) groups.set(one.group, [one]);
		else same.push(one);
	}
	return groups;
}
