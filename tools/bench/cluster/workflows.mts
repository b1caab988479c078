import type { CredentialReference } from '../../n8n/api.mts';

export const CORE = 'core Webhook, Edit Fields, HTTP Request';
export const KOMO = 'Komo Trigger, Track User';
export const GROUPED = 'the same, grouped';
export const LAST_NODE = 'the same, grouped, lastNode';

export const RECEIVERS = [CORE, KOMO, GROUPED, LAST_NODE];

/** The fields that are mapped. */
const FIELDS = ['email', 'first_name', 'last_name', 'submission_id'];

const between = (first: string, ...others: string[]) =>
	Object.fromEntries(
		[first, ...others]
			.slice(0, -1)
			.map((name, at) => [name, { main: [[{ node: others[at], type: 'main', index: 0 }]] }]),
	);

/** What one builds with n8n's own nodes: one request for each submission. */
function withCoreNodes(webhookId: string, target: string) {
	const assignments = FIELDS.map((name) => ({
		id: name,
		name,
		value: `={{ $json.body.${name} }}`,
		type: 'string',
	}));
	const attributes = FIELDS.map((name) => `${name}: $json.${name}`).join(', ');
	const alias = "user_alias: { alias_label: 'email', alias_name: $json.email }";
	return [
		{
			id: 'trigger',
			name: 'Webhook',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2.1,
			position: [0, 0],
			webhookId,
			parameters: { httpMethod: 'POST', path: webhookId, options: {} },
		},
		{
			id: 'edit',
			name: 'Edit Fields',
			type: 'n8n-nodes-base.set',
			typeVersion: 3.4,
			position: [220, 0],
			parameters: { assignments: { assignments }, options: {} },
		},
		{
			id: 'http',
			name: 'HTTP Request',
			type: 'n8n-nodes-base.httpRequest',
			typeVersion: 4.2,
			position: [440, 0],
			parameters: {
				method: 'POST',
				url: `${target}/users/track`,
				sendBody: true,
				specifyBody: 'json',
				jsonBody: `={{ { attributes: [{ ${alias}, ${attributes} }] } }}`,
				options: {},
			},
		},
	];
}

function withOurs(webhookId: string, name: string, credential: CredentialReference) {
	const isGrouped = name !== KOMO;
	const options = isGrouped
		? { groupSubmissions: { values: { maxSubmissions: 75, maxWait: 250 } } }
		: {};
	const assignments = FIELDS.map((field) => ({
		id: field,
		name: field,
		value: `={{ $json.${field} }}`,
		type: 'string',
	}));
	return [
		{
			id: 'trigger',
			name: 'Komo Trigger',
			type: 'n8n-nodes-komo-braze.komoTrigger',
			typeVersion: 1.1,
			position: [0, 0],
			webhookId,
			parameters: { responseMode: name === LAST_NODE ? 'lastNode' : 'onReceived', options },
		},
		{
			id: 'track',
			name: 'Track User',
			type: 'n8n-nodes-komo-braze.braze',
			typeVersion: 1,
			position: [220, 0],
			credentials: { brazeApi: credential },
			parameters: {
				resource: 'user',
				operation: 'track',
				aliasName: '={{ $json.email }}',
				attributes: { assignments },
			},
		},
	];
}

/** A workflow that takes submissions to Braze, and the path of its webhook. */
export function receiving(name: string, target: string, credential: CredentialReference) {
	const webhookId = `bench-${RECEIVERS.indexOf(name)}`;
	const isCore = name === CORE;
	const nodes = isCore ? withCoreNodes(webhookId, target) : withOurs(webhookId, name, credential);
	const [first, ...others] = nodes.map((node) => node.name);
	const workflow = { name, nodes, connections: between(first, ...others), settings: {} };
	return { workflow, path: isCore ? webhookId : `${webhookId}/komo` };
}
