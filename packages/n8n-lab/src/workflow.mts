import crypto from 'node:crypto';

import type { CredentialReference, Workflow } from './api.mts';

/**
 * Gives the nodes of a workflow file their credentials and webhook ids, which such a file does
 * not hold: n8n's editor fills them in when a user imports it.
 *
 * @param credentials by node name, e.g. `{ 'Track User': { brazeApi: { id, name } } }`
 * @returns a copy
 */
export function withCredentials(
	workflow: Workflow,
	credentials: Record<string, Record<string, CredentialReference>>,
): Workflow {
	const unknown = Object.keys(credentials).find(
		(name) => !workflow.nodes.some((node) => node.name === name),
	);
	if (unknown) throw new Error(`The workflow "${workflow.name}" has no node "${unknown}".`);
	const nodes = workflow.nodes.map((node) => ({
		...node,
		...(node.name in credentials && { credentials: credentials[node.name] }),
		...(node.webhookId !== undefined && { webhookId: crypto.randomUUID() }),
	}));
	return { ...workflow, nodes };
}
