import { ALIAS_LABEL, FIELDS } from '../items.mts';
import type { CredentialReference, Workflow, WorkflowNode } from '../../n8n/api.mts';

/** The nodes whose time is measured, by what they are. */
export const TRACK_USER = 'Track User';
export const EDIT_FIELDS = 'Edit Fields';
export const HTTP_REQUEST = 'HTTP Request';

/**
 * Starts on a call, and answers it when the workflow has ended. The items come from a server, so
 * that making them is no work of the nodes measured.
 *
 * @param path of the webhook
 * @param nodes what follows, one after the other
 */
export function afterItems(
	name: string,
	path: string,
	itemsUrl: string,
	nodes: WorkflowNode[],
): Workflow {
	const start = node('Start', 'n8n-nodes-base.webhook', 2.1, {
		path,
		responseMode: 'lastNode',
		responseData: 'noData',
		options: {},
	});
	const items = node('Items', 'n8n-nodes-base.httpRequest', 4.4, { url: itemsUrl, options: {} });
	return chain(name, [{ ...start, webhookId: path }, items, ...nodes]);
}

function chain(name: string, nodes: WorkflowNode[]): Workflow {
	const links = nodes.slice(1).map((next, index) => {
		const main = [[{ node: next.name, type: 'main', index: 0 }]];
		return [nodes[index].name, { main }];
	});
	const placed = nodes.map((node, index) => ({ ...node, position: [index * 220, 0] }));
	return { name, nodes: placed, connections: Object.fromEntries(links), settings: {} };
}

const node = (name: string, type: string, typeVersion: number, parameters: object) => ({
	id: name,
	name,
	type,
	typeVersion,
	position: [0, 0],
	parameters,
});

const assignment = (name: string, value: string, type: string = 'string') => ({
	id: name,
	name,
	value,
	type,
});

const TYPES: Record<string, string> = { optin: 'boolean', score: 'number', correct: 'number' };

/** As the editor fills them in when the fields are dragged. */
const dragged = FIELDS.map((name) => assignment(name, `={{ $json.${name} }}`, TYPES[name]));

/** Track User with the 20 fields dragged in, everything else as it comes. */
export const trackUser = (credential: CredentialReference) => ({
	...node(TRACK_USER, 'n8n-nodes-komo-braze.braze', 1, {
		resource: 'user',
		operation: 'track',
		identifyBy: 'userAlias',
		aliasLabel: ALIAS_LABEL,
		aliasName: '={{ $json.email }}',
		attributes: { assignments: dragged },
	}),
	credentials: { brazeApi: credential },
});

/**
 * The same job without this package: Edit Fields makes the object, HTTP Request sends it.
 *
 * @param options of HTTP Request
 */
export const coreNodes = (targetUrl: string, options: object = {}) => [
	node(EDIT_FIELDS, 'n8n-nodes-base.set', 3.4, {
		assignments: {
			assignments: [
				assignment('user_alias.alias_label', ALIAS_LABEL),
				assignment('user_alias.alias_name', '={{ $json.email }}'),
				{ ...assignment('_update_existing_only', '', 'boolean'), value: false },
				...dragged,
			],
		},
		options: {},
	}),
	node(HTTP_REQUEST, 'n8n-nodes-base.httpRequest', 4.4, {
		method: 'POST',
		url: `${targetUrl}/users/track`,
		sendBody: true,
		specifyBody: 'json',
		jsonBody: '={{ { attributes: [$json] } }}',
		options,
	}),
];
