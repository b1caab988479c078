import type { GroupMember } from '../../api/groupStates';
import { FIFTY_PER_REQUEST } from '../../batch/limits';
import { contactOptions } from '../../fields/contactOptions';
import { compileOptions, optionsField } from '../../fields/options';
import { groupField, groupStateField } from '../../fields/subscriptionGroup';
import { readId, readSubscriptionState } from '../../fields/text';
import { compileUser, userFields } from '../../fields/user';
import { LONG_SECONDS, verifyOption } from '../../fields/verifyOption';
import { readBoolean } from '../../model/boolean';
import { ItemError } from '../../model/itemError';
import { GROUP_STATES } from '../../model/subscriptions';
import { orderingKeyOf, toBraze } from '../../model/user';
import { batched } from '../../runtime/batchedOperation';
import { WHO } from './members';
import { expectedOf, planWithStates, type StatedItem } from './verify';

/** The request's list for each kind of identifier; emails and phones never share a request. */
const ARRAYS: Readonly<Record<GroupMember['by'], string>> = {
	externalId: 'external_ids',
	email: 'emails',
	phone: 'phones',
};

/** A number that this endpoint does not refuse. Source: its page, "Request parameters" */
const E164 = /^\+[1-9]\d{1,14}$/;

function idOf({ by, value }: GroupMember): string {
	if (by === 'phone' && !E164.test(value)) {
		throw new ItemError(
			'Phone must be in E.164 format: +, the country code and digits only, e.g. +61400000000.',
			{ value },
		);
	}
	return value;
}

/**
 * Update State: the state of a user, an email or a phone number in a subscription group.
 * Source: https://www.braze.com/docs/api/endpoints/subscription_groups/post_update_user_subscription_group_status_v2/
 */
export const updateStatus = batched<StatedItem>({
	name: 'Update State',
	value: 'updateStatus',
	action: 'Update a subscription group state',
	description: 'Subscribe a user, email or phone to a group, or unsubscribe it',
	properties: [
		groupField,
		groupStateField(
			'The new state in the group, or the answer of a form, such as {{ $json.optin }}: a clear yes subscribes, a clear no unsubscribes. With an email or phone, the state of every user who has it changes.',
		),
		...userFields(WHO),
		optionsField([
			...contactOptions,
			verifyOption({
				description:
					'The longest time to read the states back after sending. Items whose state Braze shows get the status "applied"; for the others, warnings say what it shows. It can take a minute. The API key needs the permission subscription.status.get.',
				seconds: LONG_SECONDS,
			}),
			{
				displayName: 'Use Double Opt-In',
				name: 'useDoubleOptIn',
				type: 'boolean',
				displayOptions: { show: { '/identifyBy': ['externalId', 'phone'] } },
				default: false,
				description:
					'Whether users have to confirm before they are subscribed (double opt-in of an SMS group). Braze asks them once a day at most, and they stay unsubscribed until they reply.',
			},
		]),
	],
	permission: 'subscription.status.set',
	endpoint: {
		method: 'POST',
		path: '/v2/subscription/status/set',
		limits: FIFTY_PER_REQUEST,
		enclosingList: 'subscription_groups',
	},
	plan: planWithStates,
	prepare: (parameters) => {
		const user = compileUser(parameters, WHO);
		const group = parameters.perItem('subscriptionGroupId');
		const state = parameters.perItem('subscriptionState');
		const options = compileOptions(parameters);
		return (...item) => {
			const subscription_group_id = readId(group, 'Subscription Group ID', item);
			const found = user(...item);
			const subscription_state = readSubscriptionState(state, GROUP_STATES, item);
			const { useDoubleOptIn } = options(...item);
			// Only SMS groups have double opt-in, and only for subscribing.
			const asks =
				readBoolean(useDoubleOptIn, 'Use Double Opt-In', false) &&
				found.by !== 'email' &&
				subscription_state === 'subscribed';
			const changed = { subscription_group_id, subscription_state };
			return {
				sharedFields: { ...changed, ...(asks && { use_double_opt_in_logic: true }) },
				objects: [{ array: ARRAYS[found.by], content: idOf(found), idempotent: true }],
				orderingKeys: [`${subscription_group_id} ${orderingKeyOf(found)}`],
				outcome: { user: toBraze(found), ...changed, ...(asks && { subscription_state: 'asked' }) },
				// Users who are asked stay unsubscribed until they reply.
				...(!asks && { expected: expectedOf(found, changed) }),
			};
		};
	},
});
