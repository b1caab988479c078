import type { IDataObject } from 'n8n-workflow';

import { type GroupMember, membersQuery } from '../../api/groupStates';
import { listIn } from '../../api/pages';
import { contactOptions } from '../../fields/contactOptions';
import { compileLimit, listFields } from '../../fields/listFields';
import { optionsField } from '../../fields/options';
import { compileUser, userFields } from '../../fields/user';
import { IDS_PER_REQUEST } from '../../model/limits';
import { toBraze } from '../../model/user';
import { individual } from '../../runtime/individualOperation';
import type { Send } from '../../runtime/send';
import { topicOf, WHO } from './members';

/** The most users in one response. Source: the endpoint's page, `limit` */
const PAGE = 100;

interface GroupsQuery {
	user: GroupMember;
	limit: number;
}

/** Source: https://www.braze.com/docs/api/endpoints/subscription_groups/get_list_user_subscription_groups/ */
async function readUsers(users: readonly GroupMember[], send: Send): Promise<IDataObject[]> {
	const found: IDataObject[] = [];
	for (;;) {
		const { body } = await send({
			method: 'GET',
			path: '/subscription/user/status',
			responseKey: 'users',
			query: { ...membersQuery(users), limit: PAGE, offset: found.length },
		});
		const page = listIn(body, 'users') as IDataObject[];
		found.push(...page);
		if (page.length < PAGE) return found;
	}
}

/** Get Many for User: the groups in which a user has ever had a state. */
export const getManyForUser = individual<GroupsQuery>({
	name: 'Get Many for User',
	value: 'getManyForUser',
	action: 'Get a user’s subscription groups',
	description:
		'Get the subscription groups that a user has ever subscribed to or unsubscribed from',
	properties: [...userFields(WHO), ...listFields, optionsField(contactOptions)],
	permission: 'subscription.groups.get',
	atOnce: IDS_PER_REQUEST,
	prepare: (parameters) => {
		const user = compileUser(parameters, WHO);
		const limit = compileLimit(parameters);
		return (...item) => {
			const wanted = { user: user(...item), limit: limit(...item) };
			return { subject: wanted, ...topicOf(wanted.user) };
		};
	},
	perform: async (wanted, send) => {
		const asked = wanted.map(({ user }) => user);
		const found = await readUsers(asked, send);
		return wanted.map(({ user, limit }) =>
			found
				.filter(({ external_id }) => asked.length === 1 || external_id === user.value)
				.flatMap((profile) => listIn(profile, 'subscription_groups') as IDataObject[])
				.map((group) => ({ ...group, user: toBraze(user) }))
				.slice(0, limit),
		);
	},
});
