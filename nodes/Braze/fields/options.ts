import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { PerItem } from '../mapping/perItem';
import type { Parameters } from '../runtime/parameters';
import { deliveryOptions } from '../runtime/requestOptions';

/** "Send Again If Unsure" for messages, which must not arrive twice. */
const retryMessages: INodeProperties = {
	displayName: 'Send Again If Unsure',
	name: 'retryAmbiguous',
	type: 'boolean',
	noDataExpression: true,
	default: false,
	description:
		'Whether to send a request again when it is unknown whether Braze accepted it, such as after a timeout. The user may then get the message twice. If off, such items are reported as failed.',
};

/**
 * The Options field of an operation: its own options and those about requests.
 *
 * @param repeat what sending twice would cause: nothing, or a second message
 */
export function optionsField(
	own: readonly INodeProperties[] = [],
	repeat: 'harmless' | 'message' = 'harmless',
): INodeProperties {
	const delivery = deliveryOptions.filter(({ name }) => name !== 'retryAmbiguous');
	const options = [...own, ...delivery, ...(repeat === 'message' ? [retryMessages] : [])];
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: options.sort((a, b) => a.displayName.localeCompare(b.displayName)),
		description: 'Settings that rarely need to be changed',
	};
}

/** Compiles {@link optionsField} to the options of an item; those that were not added are missing. */
export function compileOptions(parameters: Parameters): PerItem<IDataObject> {
	const options = parameters.perItem('options', 'Options:');
	return (...item) => (options(...item) ?? {}) as IDataObject;
}
