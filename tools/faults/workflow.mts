import type { CredentialReference, Workflow } from '../../packages/n8n-lab/src/api.mts';
import {
	assignment,
	brazeTrigger,
	chain,
	coreWebhook,
	komoTrigger,
	trackUser,
} from '../n8n/nodes.mts';

/** What receives the submissions, or the events of Currents. */
export type Receiver =
	| 'Braze Trigger, lastNode'
	| 'Braze Trigger, onReceived'
	| 'Komo Trigger, lastNode'
	| 'Komo Trigger, onReceived'
	| 'core Webhook';

export const isOfBraze = (receiver: Receiver) => receiver.startsWith('Braze Trigger');

function triggerOf(receiver: Receiver, webhookId: string) {
	if (receiver === 'core Webhook') return coreWebhook(webhookId);
	const responseMode = receiver.endsWith('lastNode') ? 'lastNode' : 'onReceived';
	if (isOfBraze(receiver)) return brazeTrigger(webhookId, { responseMode });
	return komoTrigger(webhookId, { responseMode, isGrouped: true, events: ['*'] });
}

/** Where an item has what Track User is given. */
function fieldsOf(receiver: Receiver) {
	if (isOfBraze(receiver)) {
		return {
			id: '$json.id',
			email: '$json.properties.email_address',
			entry: '$json.properties.entry',
			time: '$json.time',
		};
	}
	const item = receiver === 'core Webhook' ? '$json.body' : '$json';
	return {
		id: `${item}.submission_id`,
		email: `${item}.email`,
		entry: `${item}.entry`,
		time: `${item}.timestamp`,
	};
}

const from = (field: string) => `={{ ${field} }}`;

/** A trigger, and Track User with attributes and an event that tells how often it was taken. */
export function receiving(receiver: Receiver, braze: CredentialReference): Workflow {
	const webhookId = `faults-${receiver.replace(/\W+/g, '-').toLowerCase()}`;
	const { id, email, entry, time } = fieldsOf(receiver);
	const attributes = [
		assignment('email', from(email)),
		assignment('last_entry', from(entry), 'number'),
	];
	const event = {
		name: { __rl: true, mode: 'name', value: 'Entered' },
		time: from(time),
		properties: { assignments: [assignment('submission_id', from(id))] },
	};
	// The answer waits for it: three tries, not minutes.
	const options = { maxRetries: 3, timeout: 10_000 };
	const track = trackUser(braze, from(email), attributes, { events: { event: [event] }, options });
	return chain(receiver, [triggerOf(receiver, webhookId), track]);
}
