import type { CredentialReference, Workflow } from '../n8n/api.mts';
import { chain, coreWebhook, dragged, komoTrigger, trackUser } from '../n8n/nodes.mts';

/** What receives the submissions. */
export type Receiver = 'Komo Trigger, lastNode' | 'Komo Trigger, onReceived' | 'core Webhook';

const triggerOf = (receiver: Receiver, webhookId: string) =>
	receiver === 'core Webhook'
		? coreWebhook(webhookId)
		: komoTrigger(webhookId, {
				responseMode: receiver.endsWith('lastNode') ? 'lastNode' : 'onReceived',
				isGrouped: true,
				events: ['*'],
			});

/** A trigger, and Track User with attributes and an event that tells how often it was taken. */
export function receiving(receiver: Receiver, braze: CredentialReference): Workflow {
	const webhookId = `faults-${receiver.replace(/\W+/g, '-').toLowerCase()}`;
	const item = receiver === 'core Webhook' ? '$json.body' : '$json';
	const email = `={{ ${item}.email }}`;
	const attributes = [
		dragged('email', { item }),
		{ ...dragged('entry', { item, type: 'number' }), name: 'last_entry' },
	];
	const event = {
		name: { __rl: true, mode: 'name', value: 'Entered' },
		time: `={{ ${item}.timestamp }}`,
		properties: { assignments: [dragged('submission_id', { item })] },
	};
	// The answer waits for it: three tries, not minutes.
	const options = { maxRetries: 3, timeout: 10_000 };
	const track = trackUser(braze, email, attributes, { events: { event: [event] }, options });
	return chain(receiver, [triggerOf(receiver, webhookId), track]);
}
