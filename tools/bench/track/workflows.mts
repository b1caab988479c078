import type { CredentialReference, Workflow } from '../../../packages/n8n-lab/src/api.mts';
import {
	assignment,
	chain,
	coreWebhook,
	dragged,
	editFields,
	node,
	type PlacedNode,
	postJson,
	trackUser as trackUserNode,
} from '../../n8n/nodes.mts';
import { ALIAS_LABEL, FIELDS } from '../items.mts';

/** The names of the nodes whose time is measured. */
export const TRACK_USER = 'Track User';
export const EDIT_FIELDS = 'Edit Fields';
export const HTTP_REQUEST = 'HTTP Request';

/**
 * A workflow that starts on a call, and responds when it has ended. The items come from a server, so
 * that the nodes measured don't make them.
 *
 * @param path of the webhook
 * @param nodes what follows, one after the other
 */
export function afterItems(
	name: string,
	path: string,
	itemsUrl: string,
	nodes: PlacedNode[],
): Workflow {
	const waiting = { httpMethod: 'GET', responseMode: 'lastNode', responseData: 'noData' };
	const items = node('Items', 'n8n-nodes-base.httpRequest', 4.4, { url: itemsUrl, options: {} });
	return chain(name, [coreWebhook(path, waiting), items, ...nodes]);
}

const TYPES: Record<string, string> = { optin: 'boolean', score: 'number', correct: 'number' };

/** As the editor fills them in for dragged fields. */
const fields = FIELDS.map((name) => dragged(name, { type: TYPES[name] }));

/** Track User with the 20 fields dragged in, and defaults for the rest. */
export const trackUser = (credential: CredentialReference) =>
	trackUserNode(credential, '={{ $json.email }}', fields);

/**
 * The same job without this package: Edit Fields makes the object, HTTP Request sends it.
 *
 * @param options of HTTP Request
 */
export const coreNodes = (targetUrl: string, options: object = {}) => [
	editFields([
		assignment('user_alias.alias_label', ALIAS_LABEL),
		assignment('user_alias.alias_name', '={{ $json.email }}'),
		{ ...assignment('_update_existing_only', '', 'boolean'), value: false },
		...fields,
	]),
	postJson(`${targetUrl}/users/track`, '={{ { attributes: [$json] } }}', options),
];
