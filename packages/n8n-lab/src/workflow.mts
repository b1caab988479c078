import crypto from 'node:crypto';

import type { CredentialReference, Workflow } from './api.mts';

/**
 * Gives the nodes of a workflow file their credentials, and webhooks new IDs, as n8n's editor does when
 * a user imports the file.
 *
 * @param credentials by node name, e.g. `{ 'Track User': { brazeApi: { id, name } } }`
 * @returns a copy
 * @throws if the workflow has no node of one of these names
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
