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
	| 'Braze Trigger with Each event once in Postgres, lastNode'
	| 'Braze Trigger, lastNode'
	| 'Braze Trigger, onReceived'
	| 'Komo Trigger, lastNode'
	| 'Komo Trigger, onReceived'
	| 'core Webhook';

/** A Braze Trigger with a template that acts on each event once: it notes them in a data table, or in Postgres. */
export const EACH_ONCE = 'Braze Trigger with Each event once, lastNode' satisfies Receiver;
export const EACH_ONCE_POSTGRES =
	'Braze Trigger with Each event once in Postgres, lastNode' satisfies Receiver;

const TEMPLATES = new Map<Receiver, string>([
	[EACH_ONCE, 'braze-each-event-once.json'],
	[EACH_ONCE_POSTGRES, 'braze-each-event-once-postgres.json'],
]);

/** Whether it acts on nothing twice, whatever is killed. */
export const isEachOnce = (receiver: Receiver) => TEMPLATES.has(receiver);

export interface Credentials {
	braze: CredentialReference;
	/** In queue mode. */
	postgres?: CredentialReference;
}

export const isOfBraze = (receiver: Receiver) => receiver.startsWith('Braze Trigger');

function triggerOf(receiver: Receiver, webhookId: string) {
	if (receiver === 'core Webhook') return coreWebhook(webhookId);
	const responseMode = receiver.endsWith('lastNode') ? 'lastNode' : 'onReceived';
	if (isOfBraze(receiver)) return brazeTrigger(webhookId, { responseMode });
	return komoTrigger(webhookId, { responseMode, isGrouped: true, events: ['*'] });
}

/** Where an item has what Track User maps. */
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

/** Track User with attributes, and an event whose count says how often it was taken. */
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

/** Three retries, not minutes of them: the response waits. */
const SOON = { maxRetries: 3, timeout: 10_000 };

interface Template extends Workflow {
	nodes: PlacedNode[];
}

/** The template with another action on an event, and without its secret. */
function eachEventOnce(
	template: string,
	act: PlacedNode,
	webhookId: string,
	postgres?: CredentialReference,
): Workflow {
	const { nodes, ...rest } = readJson(path.join(root, 'workflows', template)) as Template;
	const { parameters, credentials } = act;
	const adapted = nodes.map((node) => {
		if (node.name === 'Award Points') return { ...node, parameters, credentials };
		if (postgres && node.type.endsWith('.postgres')) return { ...node, credentials: { postgres } };
		if (node.name !== 'Braze Trigger') return node;
		return { ...node, webhookId, parameters: { ...node.parameters, authentication: 'none' } };
	});
	// (The trigger first, see `webhookPath`.)
	adapted.sort((a, b) => Number(b.name === 'Braze Trigger') - Number(a.name === 'Braze Trigger'));
	return { ...rest, nodes: adapted };
}

/** A workflow that takes what the receiver gets to Braze. */
export function receiving(receiver: Receiver, { braze, postgres }: Credentials): Workflow {
	const webhookId = `faults-${receiver.replace(/\W+/g, '-').toLowerCase()}`;
	const template = TEMPLATES.get(receiver);
	if (template !== undefined) {
		const act = tracking(receiver, braze, { ...SOON, retryAmbiguous: false });
		return eachEventOnce(template, act, webhookId, postgres);
	}
	return chain(receiver, [triggerOf(receiver, webhookId), tracking(receiver, braze, SOON)]);
}
