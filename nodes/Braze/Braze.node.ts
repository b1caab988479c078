import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
	NodeOperationError,
} from 'n8n-workflow';

import { listSearch } from './editor/listSearch';
import { resourceMapping } from './editor/resourceMapping';
import { resources } from './resources';
import { describeResources, subtitleOf } from './runtime/operation';
import { runOperation } from './runtime/runOperation';

export class Braze implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Braze',
		name: 'braze',
		icon: { light: 'file:../../icons/braze.svg', dark: 'file:../../icons/braze.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: subtitleOf(resources),
		description: 'Create and update user profiles in Braze, and send its campaigns and Canvases',
		defaults: { name: 'Braze' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'brazeApi', required: true }],
		properties: describeResources(resources, 'user'),
	};

	methods = { listSearch, resourceMapping };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const resource = this.getNodeParameter('resource', 0);
		const operation = this.getNodeParameter('operation', 0);
		const chosen = resources
			.find(({ value }) => value === resource)
			?.operations.find(({ value }) => value === operation);
		if (chosen === undefined) {
			throw new NodeOperationError(
				this.getNode(),
				`The operation "${operation}" does not exist for the resource "${resource}"`,
				{ description: 'Open the node and choose the resource and operation again.' },
			);
		}
		return [await runOperation(this, chosen)];
	}
}
