import { createRequire } from 'node:module';
import type * as n8nCore from 'n8n-core';
import type * as n8nWorkflow from 'n8n-workflow';
import type { INode, INodeExecutionData, INodeType, ITaskData } from 'n8n-workflow';

import { additionalDataOf, type Setup } from './runNode.mts';

// Required: see runNode.mts.
const load = createRequire(import.meta.filename);
const { ExecutionLifecycleHooks, WorkflowExecute } = load('n8n-core') as typeof n8nCore;
const { Workflow } = load('n8n-workflow') as typeof n8nWorkflow;

/** A node that outputs these items. */
function sourceOf(items: readonly INodeExecutionData[]): INodeType {
	return {
		description: {
			displayName: 'Items',
			name: 'items',
			group: ['trigger'],
			version: 1,
			description: '',
			defaults: {},
			inputs: [],
			outputs: ['main'],
			properties: [],
		},
		execute: () => Promise.resolve([items.map((item) => ({ ...item }))]),
	};
}

/**
 * Runs a node after one that outputs the items, in n8n-core's own engine: with what the engine makes of a
 * node's output and its settings, such as the error output and Retry On Fail.
 *
 * @param settings the node's
 * @returns what the execution holds about the node
 */
export async function runAfterItems(
	{ node, credentialType, credentials, parameters = {} }: Setup,
	items: readonly INodeExecutionData[],
	settings: Partial<INode> = {},
): Promise<ITaskData> {
	const types: Record<string, INodeType> = { items: sourceOf(items), braze: node };
	const one = (name: string, more: Partial<INode> = {}): INode => ({
		id: name,
		name,
		type: name,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		...more,
	});
	const workflow = new Workflow({
		id: 'workflow-1',
		name: 'Test',
		nodes: [
			one('items'),
			one('braze', {
				parameters: parameters as INode['parameters'],
				credentials: { [credentialType.name]: { id: '1', name: 'Test credential' } },
				...settings,
			}),
		],
		connections: { items: { main: [[{ node: 'braze', type: 'main', index: 0 }]] } },
		active: false,
		nodeTypes: {
			getByName: (name: string) => types[name],
			getByNameAndVersion: (name: string) => types[name],
			getKnownTypes: () => ({}),
		},
		settings: { executionOrder: 'v1' },
	});
	const stored = { id: 'workflow-1', name: 'Test', nodes: [], connections: {} };
	const hooks = new ExecutionLifecycleHooks('manual', '1', stored as never);
	const additionalData = { ...additionalDataOf(credentialType, credentials), hooks };
	const startNode = workflow.getNode('items') ?? undefined;
	const run = await new WorkflowExecute(additionalData, 'manual').run({ workflow, startNode });
	return run.data.resultData.runData.braze[0];
}
