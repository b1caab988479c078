import type { CredentialReference, Workflow } from '../../n8n/api.mts';
import type { RunningN8n } from '../../n8n/start.mts';

/** What is compared: n8n's own trigger, this package's, and this package's with grouping. */
export const CORE = 'core Webhook';
export const KOMO = 'Komo Trigger';
export const KOMO_GROUPED = 'Komo Trigger, grouped';

/** The fields that are dragged into Track User. */
const FIELDS = ['email', 'first_name', 'last_name', 'optin', 'submission_id'];

/**
 * A trigger and Track User behind it. The core Webhook gives the body as `body`, the Komo Trigger
 * its fields; beyond that they do the same work.
 *
 * @param name one of the above
 */
export function triggeredTrackUser(name: string, credential: CredentialReference): Workflow {
	const trigger = name === CORE ? coreWebhook() : komoTrigger(name === KOMO_GROUPED);
	const item = name === CORE ? '$json.body' : '$json';
	const assignments = FIELDS.map((field) => ({
		id: field,
		name: field,
		value: `={{ ${item}.${field} }}`,
		type: field === 'optin' && name !== CORE ? 'boolean' : 'string',
	}));
	const track = {
		id: 'track',
		name: 'Track User',
		type: 'n8n-nodes-komo-braze.braze',
		typeVersion: 1,
		position: [220, 0],
		credentials: { brazeApi: credential },
		parameters: {
			resource: 'user',
			operation: 'track',
			identifyBy: 'userAlias',
			aliasLabel: 'email',
			aliasName: `={{ ${item}.email }}`,
			attributes: { assignments },
		},
	};
	const main = [[{ node: track.name, type: 'main', index: 0 }]];
	const connections = { [trigger.name]: { main } };
	return { name, nodes: [trigger, track], connections, settings: {} };
}

const coreWebhook = () => ({
	id: 'trigger',
	name: 'Webhook',
	type: 'n8n-nodes-base.webhook',
	typeVersion: 2.1,
	position: [0, 0],
	webhookId: 'bench-core',
	parameters: { httpMethod: 'POST', path: 'bench-core', options: {} },
});

/** @param grouped with the node's own defaults for the size of a group and its wait */
const komoTrigger = (grouped: boolean) => ({
	id: 'trigger',
	name: 'Komo Trigger',
	type: 'n8n-nodes-komo-braze.komoTrigger',
	typeVersion: 1.1,
	position: [0, 0],
	webhookId: grouped ? 'bench-grouped' : 'bench-komo',
	parameters: {
		options: grouped ? { groupSubmissions: { values: { maxSubmissions: 75, maxWait: 250 } } } : {},
	},
});

export function urlOf(n8n: RunningN8n, { name, nodes: [{ webhookId }] }: Workflow) {
	if (name === CORE) return `${n8n.url}/webhook/${webhookId}`;
	return n8n.webhookUrl(String(webhookId), 'komo');
}
