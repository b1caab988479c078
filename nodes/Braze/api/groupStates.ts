import type { IDataObject } from 'n8n-workflow';

import { IDS_PER_REQUEST } from '../model/limits';
import { keyOf, type UserBy } from '../model/user';
import type { Client } from './client';
import type { Request } from './request';

/** The API key permission that reading the states of a subscription group requires. */
export const GROUP_STATES_PERMISSION = 'subscription.status.get';

/** A user, identified in a way that the subscription group endpoints accept. */
export type GroupMember = UserBy<'externalId' | 'email' | 'phone'>;

/** What was read about a group. */
interface GroupStates {
	/** By {@link keyOf}: `subscribed`, `unsubscribed` or `unknown`. */
	states: Map<string, string>;
	/** Why users are missing, if a request was refused. */
	refusal?: string;
}

/** The request for the states of users in a group: up to 50 external IDs, or one email or phone. */
export function statesRequest(group: string, members: readonly GroupMember[]): Request {
	return {
		method: 'GET',
		path: '/subscription/status/get',
		responseKey: 'status',
		query: { subscription_group_id: group, ...membersQuery(members) },
	};
}

/**
 * A user's state in the response, in lower case: Braze returns states capitalized, but does not accept them so.
 *
 * @param isAlone whether the user was the only one, whom the response may spell differently
 */
export function stateIn(
	body: unknown,
	{ value }: GroupMember,
	isAlone: boolean,
): string | undefined {
	const states = ((body as IDataObject | null | undefined)?.status ?? {}) as IDataObject;
	const alone = isAlone ? Object.values(states)[0] : undefined;
	const state = Object.hasOwn(states, value) ? states[value] : alone;
	return typeof state === 'string' ? state.toLowerCase() : undefined;
}

/** The query for users: `external_id[]=1&external_id[]=2`, or one email or phone. */
export function membersQuery(members: readonly GroupMember[]): Record<string, string | string[]> {
	const [{ by, value }] = members;
	return by === 'externalId'
		? { external_id: members.map((member) => member.value) }
		: { [by]: value };
}

/**
 * Reads the states of users in a subscription group: 50 external IDs a request, but emails and phones one by one,
 * since the response may spell them differently.
 * Source: https://www.braze.com/docs/api/endpoints/subscription_groups/get_list_user_subscription_group_status/
 */
export async function readGroupStates(
	group: string,
	members: readonly GroupMember[],
	client: Client,
): Promise<GroupStates> {
	const read: GroupStates = { states: new Map() };
	await client.forEach(batchesOf(members), async (batch) => {
		const response = await client.send({
			request: statesRequest(group, batch),
			permission: GROUP_STATES_PERMISSION,
			idempotent: true,
		});
		if (response.kind !== 'taken') {
			read.refusal ??= response.message;
			return;
		}
		for (const member of batch) {
			const state = stateIn(response.body, member, batch.length === 1);
			if (state !== undefined) read.states.set(keyOf(member), state);
		}
	});
	return read;
}

function* batchesOf(members: readonly GroupMember[]): Generator<GroupMember[]> {
	const listed = members.filter(({ by }) => by === 'externalId');
	for (let start = 0; start < listed.length; start += IDS_PER_REQUEST) {
		yield listed.slice(start, start + IDS_PER_REQUEST);
	}
	for (const member of members) if (member.by !== 'externalId') yield [member];
}
