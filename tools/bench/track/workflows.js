'use strict';

const { ALIAS_LABEL, FIELDS } = require('../items');

/**
 * @typedef {import('../../n8n/api').Workflow} Workflow
 * @typedef {import('../../n8n/api').CredentialReference} CredentialReference
 */

/** The nodes whose time is measured, by what they are. */
const TRACK_USER = 'Track User';
const EDIT_FIELDS = 'Edit Fields';
const HTTP_REQUEST = 'HTTP Request';

/**
 * Starts on a call, and answers it when the workflow has ended. The items come from a server, so
 * that making them is no work of the nodes measured.
 *
 * @param {string} name
 * @param {string} path of the webhook
 * @param {string} itemsUrl
 * @param {object[]} nodes what follows, one after the other
 * @returns {Workflow}
 */
function afterItems(name, path, itemsUrl, nodes) {
	const start = node('Start', 'n8n-nodes-base.webhook', 2.1, {
		path,
		responseMode: 'lastNode',
		responseData: 'noData',
		options: {},
	});
	const items = node('Items', 'n8n-nodes-base.httpRequest', 4.4, { url: itemsUrl, options: {} });
	return chain(name, [{ ...start, webhookId: path }, items, ...nodes]);
}

/**
 * @param {string} name
 * @param {any[]} nodes
 * @returns {Workflow}
 */
function chain(name, nodes) {
	const links = nodes.slice(1).map((next, index) => {
		const main = [[{ node: next.name, type: 'main', index: 0 }]];
		return [nodes[index].name, { main }];
	});
	const placed = nodes.map((node, index) => ({ ...node, position: [index * 220, 0] }));
	return { name, nodes: placed, connections: Object.fromEntries(links), settings: {} };
}

/** @param {string} name @param {string} type @param {number} typeVersion @param {object} parameters */
const node = (name, type, typeVersion, parameters) => ({
	id: name,
	name,
	type,
	typeVersion,
	position: [0, 0],
	parameters,
});

/** @param {string} name @param {string} value @param {string} [type] */
const assignment = (name, value, type = 'string') => ({ id: name, name, value, type });

/** @type {Record<string, string>} */
const TYPES = { optin: 'boolean', score: 'number', correct: 'number' };

/** As the editor fills them in when the fields are dragged. */
const dragged = FIELDS.map((name) => assignment(name, `={{ $json.${name} }}`, TYPES[name]));

/**
 * Track User with the 20 fields dragged in, everything else as it comes.
 *
 * @param {CredentialReference} credential
 */
const trackUser = (credential) => ({
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
 * @param {string} targetUrl
 */
const coreNodes = (targetUrl) => [
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
		options: {},
	}),
];

module.exports = { EDIT_FIELDS, HTTP_REQUEST, TRACK_USER, afterItems, coreNodes, trackUser };
