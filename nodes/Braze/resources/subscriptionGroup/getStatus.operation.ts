import {
	GROUP_STATES_PERMISSION,
	type GroupMember,
	stateIn,
	statesRequest,
} from '../../api/groupStates';
import { contactOptions } from '../../fields/contactOptions';
import { optionsField } from '../../fields/options';
import { groupField } from '../../fields/subscriptionGroup';
import { readId } from '../../fields/text';
import { compileUser, userFields } from '../../fields/user';
import { IDS_PER_REQUEST } from '../../model/limits';
import { toBraze } from '../../model/user';
import { individual } from '../../runtime/individualOperation';
import { topicOf, WHO } from './members';

interface StateQuery {
	user: GroupMember;
	group: string;
}

/**
 * Get State: whether a user is subscribed to a group.
 * Source: https://www.braze.com/docs/api/endpoints/subscription_groups/get_list_user_subscription_group_status/
 */
export const getStatus = individual<StateQuery>({
	name: 'Get State',
	value: 'getStatus',
	action: 'Get a subscription group state',
	description: 'Get whether a user is subscribed to a group, unsubscribed from it, or neither',
	properties: [groupField, ...userFields(WHO), optionsField(contactOptions)],
	permission: GROUP_STATES_PERMISSION,
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
		const users = wanted.map(({ user }) => user);
		const { body } = await send(statesRequest(wanted[0].group, users));
		return wanted.map(({ user, group }) => {
			const subscription_state = stateIn(body, user, wanted.length === 1);
			if (subscription_state === undefined) {
				return { problem: 'Braze returned no state for this user.' };
			}
			return [{ user: toBraze(user), subscription_group_id: group, subscription_state }];
		});
	},
});
