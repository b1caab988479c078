import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
	type INodePropertyOptions,
	updateDisplayOptions,
} from 'n8n-workflow';

import { withToolDefaults } from './toolDefaults';

/** What the user sees of an operation. */
export interface OperationDescription extends INodePropertyOptions {
	value: string;
	action: string;
	description: string;
	/** The API key permission that the endpoint needs. It is added to the description. */
	permission: string;
	/** An expression whose text follows the operation's name in the node's subtitle, e.g. for an option. */
	mark?: string;
	/** Its fields; where they are shown is added here. */
	properties: INodeProperties[];
}

/** One thing that the node can do, for all items of an execution. */
export interface Operation extends OperationDescription {
	execute: (context: IExecuteFunctions) => Promise<INodeExecutionData[]>;
}

/** The description alone, without what else an operation's data holds. */
export function descriptionOf({
	name,
	value,
	action,
	description,
	permission,
	mark,
	properties,
}: OperationDescription): OperationDescription {
	const rest = { name, value, action, description, permission, properties };
	return mark === undefined ? rest : { ...rest, mark };
}

/** What operations work on. */
export interface Resource {
	name: string;
	value: string;
	/** In the order shown. */
	operations: readonly Operation[];
	/** The `value` of the operation that a new node starts with. */
	defaultOperation: string;
}

/** The node's properties: the choice of resource and operation, then every operation's fields. */
export function describeResources(
	resources: readonly Resource[],
	defaultResource: string,
): INodeProperties[] {
	const resourceField: INodeProperties = {
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: resources.map(({ name, value }) => ({ name, value })),
		default: defaultResource,
	};
	return [resourceField, ...resources.map(operationField), ...resources.flatMap(operationFields)];
}

/** An expression for the line below the node's name: what it does, in the words of the editor. */
export function subtitleOf(resources: readonly Resource[]): string {
	const operations = resources.flatMap((resource) =>
		resource.operations.map(({ value, name, mark }) => ({
			key: JSON.stringify(`${resource.value}.${value}`),
			label: JSON.stringify(`${resource.name}: ${name}`),
			mark,
		})),
	);
	const labels = operations.map(({ key, label }) => `${key}:${label}`);
	const marks = operations.flatMap(({ key, mark }) => (mark ? [`${key}:${mark}`] : []));
	const chosen = '[$parameter["resource"] + "." + $parameter["operation"]]';
	return `={{ ({${labels.join()}})${chosen} + (({${marks.join()}})${chosen} ?? "") }}`;
}

function operationField(resource: Resource): INodeProperties {
	const field: INodeProperties = {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource.value] } },
		options: resource.operations.map(({ name, value, action, description, permission }) => ({
			name,
			value,
			action,
			description: `${description.replace(/\.$/, '')}. Needs the permission ${permission}.`,
		})),
		default: '',
	};
	return { ...field, default: resource.defaultOperation };
}

function operationFields(resource: Resource): INodeProperties[] {
	return resource.operations.flatMap((operation) =>
		updateDisplayOptions(
			{ show: { resource: [resource.value], operation: [operation.value] } },
			withToolDefaults(operation.properties),
		),
	);
}
