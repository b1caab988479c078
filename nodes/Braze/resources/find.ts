import type { INodeProperties } from 'n8n-workflow';

/**
 * *Find*: all entries of a list in a period, or one of them.
 *
 * @param one an entry; also the value of that choice
 * @param all the entries
 */
export function findField(one: 'address' | 'number', all: string): INodeProperties {
	return {
		displayName: 'Find',
		name: 'find',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'All in a Period', value: 'period', description: `Every ${one} of these days` },
			{
				name: one === 'address' ? 'One Address' : 'One Number',
				value: one,
				description: `The ${one} of each item, if it is there`,
			},
		],
		default: 'period',
		description: `Which ${all} to return`,
	};
}
