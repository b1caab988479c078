import { batched } from '../../runtime/batchedOperation';
import { FIFTY_PER_REQUEST } from '../../batch/limits';
import { optionsField } from '../../fields/options';
import { readChoice, readEmail } from '../../fields/text';

const STATES = ['opted_in', 'subscribed', 'unsubscribed'] as const;

/**
 * Update Status: the global email state, above all subscription groups.
 * Source: https://www.braze.com/docs/api/endpoints/email/post_email_subscription_status/
 */
export const updateStatus = batched({
	name: 'Update Status',
	value: 'updateStatus',
	action: 'Update the status of an email',
	description: 'Subscribe an email address, opt it in or unsubscribe it, for all emails alike',
	properties: [
		{
			displayName: 'Email',
			name: 'email',
			type: 'string',
			placeholder: 'e.g. name@email.com',
			default: '={{ $json.email }}',
			required: true,
			description: 'The address; every user who has it gets the state',
		},
		{
			displayName: 'Subscription State',
			name: 'subscriptionState',
			type: 'options',
			options: [
				{
					name: 'Opted In',
					value: 'opted_in',
					description: 'The user has agreed to emails explicitly',
				},
				{ name: 'Subscribed', value: 'subscribed', description: 'Emails may be sent' },
				{
					name: 'Unsubscribed',
					value: 'unsubscribed',
					description: 'No email is sent, whatever the subscription groups say',
				},
			],
			default: 'subscribed',
			description: 'The global state of the address. It stands above all subscription groups.',
		},
		optionsField(),
	],
	permission: 'email.status',
	endpoint: { method: 'POST', path: '/email/status', limits: FIFTY_PER_REQUEST },
	prepare: (parameters) => {
		const address = parameters.perItem('email');
		const state = parameters.perItem('subscriptionState');
		return (...item) => {
			const email = readEmail(address, 'Email', item);
			const subscription_state = readChoice(state, 'Subscription State', STATES, item);
			return {
				objects: [{ array: 'email', content: email, idempotent: true }],
				sharedFields: { subscription_state },
				// Braze does not document whether it tells emails in different case apart.
				orderingKeys: [email.toLowerCase()],
				outcome: { email, subscription_state },
			};
		};
	},
});
