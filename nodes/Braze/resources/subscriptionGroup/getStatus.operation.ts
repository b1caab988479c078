import type { IDataObject } from 'n8n-workflow';

import { type GroupMember, membersQuery } from '../../api/groupStates';
import { contactOptions } from '../../fields/contactOptions';
import { optionsField } from '../../fields/options';
import { groupField } from '../../fields/subscriptionGroup';
import { readId } from '../../fields/text';
import { compileUser, userFields } from '../../fields/user';
import { IDS_PER_REQUEST } from '../../model/limits';
import { toBraze } from '../../model/user';
import { individual } from '../../runtime/individualOperation';
import type { TaskResult } from '../../runtime/tasks';
import { topicOf } from './topic';
import { WHO } from './who';

interface StateQuery {
	user: GroupMember;
	group: string;
}

/** Source: https://www.braze.com/docs/api/endpoints/subscription_groups/get_list_user_subscription_group_status/ */
function resultOf({ user, group }: StateQuery, states: IDataObject, isAlone: boolean): TaskResult {
	const state = Object.hasOwn(states, user.value)
		? states[user.value]
		: isAlone
			? Object.values(states)[0]
			: undefined;
	if (typeof state !== 'string') return { problem: 'Braze returned no state for this user.' };
	// Braze returns states capitalized, but only accepts them in lower case.
	return [
		{
			user: toBraze(user),
			subscription_group_id: group,
			subscription_state: state.toLowerCase(),
		},
	];
}

/** Get State: whether a user is subscribed to a group. */
export const getStatus = individual<StateQuery>({
	name: 'Get State',
	value: 'getStatus',
	action: 'Get a subscription group state',
	description: 'Get whether a user is subscribed to a group, unsubscribed from it, or neither',
	properties: [groupField, ...userFields(WHO), optionsField(contactOptions)],
	permission: 'subscription.status.get',
	atOnce: IDS_PER_REQUEST,
	prepare: (parameters) => {
		const user = compileUser(parameters, WHO);
		const id = parameters.perItem('subscriptionGroupId');
		return (...item) => {
			const group = readId(id, 'Subscription Group ID', item);
			const wanted = { user: user(...item), group };
			return { subject: wanted, ...topicOf(wanted.user, group) };
		};
	},
	perform: async (wanted, send) => {
		const { body } = await send({
			method: 'GET',
			path: '/subscription/status/get',
			responseKey: 'status',
			query: {
				subscription_group_id: wanted[0].group,
				...membersQuery(wanted.map(({ user }) => user)),
			},
		});
		const states = ((body as IDataObject | undefined)?.status ?? {}) as IDataObject;
		return wanted.map((one) => resultOf(one, states, wanted.length === 1));
	},
});
