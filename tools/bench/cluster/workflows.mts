import type { CredentialReference, Workflow } from '../../../packages/n8n-lab/src/api.mts';
import {
	chain,
	coreWebhook,
	dragged,
	editFields,
	komoTrigger,
	postJson,
	trackUser,
} from '../../n8n/nodes.mts';

export const CORE = 'core Webhook, Edit Fields, HTTP Request';
export const KOMO = 'Komo Trigger, Track User';
export const GROUPED = 'the same, grouped';
export const LAST_NODE = 'the same, grouped, lastNode';

export const RECEIVERS = [CORE, KOMO, GROUPED, LAST_NODE];

/** Those that are measured at rising rates as well. */
export const RISING = [GROUPED, LAST_NODE];

/** The fields that are mapped. */
const FIELDS = ['email', 'first_name', 'last_name', 'submission_id'];

/** What a user would build from n8n's own nodes: one request for each submission. */
function withCoreNodes(path: string, target: string) {
	const attributes = FIELDS.map((name) => `${name}: $json.${name}`).join(', ');
	const alias = "user_alias: { alias_label: 'email', alias_name: $json.email }";
	const body = `={{ { attributes: [{ ${alias}, ${attributes} }] } }}`;
	return [
		coreWebhook(path),
		editFields(FIELDS.map((name) => dragged(name, { item: '$json.body' }))),
		postJson(`${target}/users/track`, body),
	];
}

function withOurs(webhookId: string, name: string, credential: CredentialReference) {
	const responseMode = name === LAST_NODE ? 'lastNode' : 'onReceived';
	const fields = FIELDS.map((field) => dragged(field));
	return [
		komoTrigger(webhookId, { responseMode, isGrouped: name !== KOMO }),
		trackUser(credential, '={{ $json.email }}', fields),
	];
}

/** A workflow that takes submissions to Braze. @param name one of the above */
export function receiving(name: string, target: string, credential: CredentialReference): Workflow {
	const webhookId = `bench-${RECEIVERS.indexOf(name)}`;
	const nodes =
		name === CORE ? withCoreNodes(webhookId, target) : withOurs(webhookId, name, credential);
	return chain(name, nodes);
}
