import type { IDataObject } from 'n8n-workflow';

import type { CredentialReference } from '../../packages/n8n-lab/src/api.mts';
import { withCredentials } from '../../packages/n8n-lab/src/workflow.mts';
import { sharedScene } from './scene.mts';
import { readTemplate, type Template } from './templates.mts';
import { until } from './until.mts';

/**
 * Imports a template, chooses credentials and what else is left to choose, and clicks "Execute
 * workflow".
 *
 * @param choices parameters by node
 * @param others credentials by node, besides those of Komo and Braze
 * @param trigger that it starts with; by default, the first node with pinned data
 * @returns a function that returns a node's items by output; none for a node that did not run
 * @throws if the execution did not succeed
 */
export async function executeTemplate(
	file: string,
	choices: Record<string, object> = {},
	others: Record<string, Record<string, CredentialReference>> = {},
	trigger?: string,
) {
	return await executeWorkflow(readTemplate(file), choices, others, trigger);
}

/** The same with a workflow that is not in a file. */
export async function executeWorkflow(
	template: Template,
	choices: Record<string, object> = {},
	others: Record<string, Record<string, CredentialReference>> = {},
	trigger?: string,
) {
	const { api, credentials } = sharedScene();
	const nodes = template.nodes.map((node) => ({
		...node,
		parameters: { ...node.parameters, ...choices[node.name] },
	}));
	const chosen = { ...others };
	for (const { name, type } of nodes) {
		if (type.endsWith('.komoTrigger')) chosen[name] = { komoWebhookApi: credentials.komo };
		if (type.endsWith('.brazeTrigger')) {
			chosen[name] = { brazeWebhookApi: credentials.brazeWebhook };
		}
		if (/\.braze(Tool)?$/.test(type)) chosen[name] = { brazeApi: credentials.braze };
	}
	const stored = await api.addWorkflow(withCredentials({ ...template, nodes }, chosen));
	const [first] = Object.keys(template.pinData ?? {});
	const id = await api.execute(stored, trigger ?? first);
	const execution = await until(`end of ${template.name}`, async () => {
		const { status, data } = await api.execution(id);
		return ['new', 'running'].includes(status) ? undefined : { status, data };
	});
	const { runData, error } = execution.data.resultData;
	if (execution.status !== 'success') {
		throw new Error(`${template.name}: ${error?.message ?? ''}\n${error?.description ?? ''}`);
	}
	return (node: string): IDataObject[][] =>
		(Object.hasOwn(runData, node) ? (runData[node].at(0)?.data?.main ?? []) : []).map((items) =>
			(items ?? []).map(({ json }) => json),
		);
}
