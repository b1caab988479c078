import { FIFTY_PER_REQUEST } from '../../batch/limits';
import { compileAddress, emailField } from '../../fields/identity';
import { optionsField } from '../../fields/options';
import { stateField } from '../../fields/subscriptionGroup';
import { readSubscriptionState } from '../../fields/text';
import { SUBSCRIPTION_STATES } from '../../model/subscriptions';
import { batched } from '../../runtime/batchedOperation';
import { emailOptions } from './address';

/**
 * Update State: the global email state, which overrides subscription groups.
 * Source: https://www.braze.com/docs/api/endpoints/email/post_email_subscription_status/
 */
export const updateStatus = batched({
	name: 'Update State',
	value: 'updateStatus',
	action: 'Update an email subscription',
	description: 'Subscribe, opt in or unsubscribe an email address for all emails',
	properties: [
		{
			...emailField,
			description: 'The email address. The state of every user who has it changes.',
		},
		stateField('The global state of the email address. It overrides all subscription groups.', [
			{
				name: 'Opted In',
				value: 'opted_in',
				description: 'The user has explicitly agreed to receive emails',
			},
			{ name: 'Subscribed', value: 'subscribed', description: 'The user can be emailed' },
			{
				name: 'Unsubscribed',
				value: 'unsubscribed',
				description: 'The user gets no emails, whatever the subscription groups say',
			},
		]),
		optionsField(emailOptions),
	],
	permission: 'email.status',
	endpoint: { method: 'POST', path: '/email/status', limits: FIFTY_PER_REQUEST },
	prepare: (parameters) => {
		const address = compileAddress(parameters, 'email');
		const state = parameters.perItem('subscriptionState');
		return (...item) => {
			const email = address(...item);
			const subscription_state = readSubscriptionState(state, SUBSCRIPTION_STATES, item);
			return {
				objects: [{ array: 'email', content: email, idempotent: true }],
				sharedFields: { subscription_state },
				// Braze does not document whether emails that differ only in case are the same.
				orderingKeys: [email.toLowerCase()],
				outcome: { email, subscription_state },
			};
		};
	},
});
