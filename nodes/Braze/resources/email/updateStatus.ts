import type { Endpoint } from '../../batch/types';
import type { BatchOperation } from '../../runtime/batchedOperation';
import { runBatchOperation } from '../../runtime/batchedOperation';
import { FIFTY_PER_REQUEST } from '../../batch/limits';
import { optionsField } from '../../fields/options';
import { readChoice, readEmail } from '../../fields/text';
import type { Operation } from '../../runtime/operation';

const STATES = ['opted_in', 'subscribed', 'unsubscribed'] as const;

/** One for each state. Source: https://www.braze.com/docs/api/endpoints/email/post_email_subscription_status/ */
const ENDPOINTS = new Map<string, Endpoint>(
	STATES.map((subscription_state) => [
		subscription_state,
		{
			method: 'POST',
			path: '/email/status',
			limits: FIFTY_PER_REQUEST,
			sharedFields: { subscription_state },
		},
	]),
);

const operation: BatchOperation = {
	permission: 'email.status',
	prepare: (parameters) => {
		const address = parameters.perItem('email', '');
		const state = parameters.perItem('subscriptionState', 'subscribed');
		return (...item) => {
			const email = readEmail(address, 'Email', item);
			const subscription_state = readChoice(state, 'Subscription State', STATES, item);
			return {
				endpoint: ENDPOINTS.get(subscription_state) as Endpoint,
				objects: [{ array: 'email', content: email, idempotent: true }],
				orderingKeys: [email],
				about: { email, subscription_state },
			};
		};
	},
};

/** Update Status: the global email state, above all subscription groups. */
export const updateStatus: Operation = {
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
	execute: async (context) => await runBatchOperation(context, operation),
};
