'use strict';

const crypto = require('node:crypto');

/** @typedef {import('./api').Workflow} Workflow */
/** @typedef {import('./api').CredentialReference} CredentialReference */

/**
 * Gives the nodes of a workflow file their credentials and webhook ids, which such a file does
 * not hold: n8n's editor fills them in when a user imports it.
 *
 * @param {Workflow} workflow
 * @param {Record<string, Record<string, CredentialReference>>} credentials by node name, e.g.
 * `{ 'Track User': { brazeApi: { id, name } } }`
 * @returns {Workflow} a copy
 */
function withCredentials(workflow, credentials) {
	const unknown = Object.keys(credentials).find(
		(name) => !workflow.nodes.some((node) => node.name === name),
	);
	if (unknown) throw new Error(`The workflow "${workflow.name}" has no node "${unknown}".`);
	const nodes = workflow.nodes.map((node) => ({
		...node,
		...(credentials[node.name] && { credentials: credentials[node.name] }),
		...(node.webhookId !== undefined && { webhookId: crypto.randomUUID() }),
	}));
	return { ...workflow, nodes };
}

module.exports = { withCredentials };
