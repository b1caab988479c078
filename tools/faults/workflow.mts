import path from 'node:path';

import type { CredentialReference, Workflow } from '../../packages/n8n-lab/src/api.mts';
import { readJson } from '../../packages/n8n-lab/src/system/json.mts';
import {
	assignment,
	brazeTrigger,
	chain,
	coreWebhook,
	komoTrigger,
	type PlacedNode,
	trackUser,
} from '../n8n/nodes.mts';
import { root } from '../setup/dependencies.js';

/** What receives the submissions, or the events of Currents. */
export type Receiver =
	| 'Braze Trigger with Each event once, lastNode'
	| 'Braze Trigger, lastNode'
	| 'Braze Trigger, onReceived'
	| 'Komo Trigger, lastNode'
	| 'Komo Trigger, onReceived'
	| 'core Webhook';

/** A Braze Trigger with the template that acts on no event twice. */
export const EACH_ONCE: Receiver = 'Braze Trigger with Each event once, lastNode';

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

/** Track User with attributes, and an event that tells how often it was taken. */
function tracking(receiver: Receiver, braze: CredentialReference, options: object): PlacedNode {
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
	return trackUser(braze, from(email), attributes, { events: { event: [event] }, options });
}

/** The answer waits for it: three tries, not minutes. */
const SOON = { maxRetries: 3, timeout: 10_000 };

interface Template extends Workflow {
	nodes: PlacedNode[];
}

/** The template as it is, but for what it does about an event. */
function eachEventOnce(braze: CredentialReference, webhookId: string): Workflow {
	const file = path.join(root, 'workflows', 'braze-each-event-once.json');
	const { nodes, ...template } = readJson(file) as Template;
	const { parameters, credentials } = tracking(EACH_ONCE, braze, {
		...SOON,
		retryAmbiguous: false,
	});
	const adapted = nodes.map((node) => {
		if (node.name === 'Award Points') return { ...node, parameters, credentials };
		if (node.name !== 'Braze Trigger') return node;
		return { ...node, webhookId, parameters: { ...node.parameters, authentication: 'none' } };
	});
	// (The trigger first, see `webhookPath`.)
	adapted.sort((a, b) => Number(b.name === 'Braze Trigger') - Number(a.name === 'Braze Trigger'));
	return { ...template, nodes: adapted };
}

/** A trigger, and Track User. */
export function receiving(receiver: Receiver, braze: CredentialReference): Workflow {
	const webhookId = `faults-${receiver.replace(/\W+/g, '-').toLowerCase()}`;
	if (receiver === EACH_ONCE) return eachEventOnce(braze, webhookId);
	return chain(receiver, [triggerOf(receiver, webhookId), tracking(receiver, braze, SOON)]);
}
