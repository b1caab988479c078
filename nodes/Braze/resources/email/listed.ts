import type { INodeProperties } from 'n8n-workflow';

import { compileEmail } from '../../fields/identity';
import { compileLimit, listFields, take } from '../../fields/listFields';
import { optionsField } from '../../fields/options';
import { chosen } from '../../model/choice';
import type { Operation, OperationDescription } from '../../runtime/operation';
import { queried } from '../../runtime/queryOperation';
import { compileDateRange, dateFields } from '../dateRange';
import { pagesByOffset, readList } from '../offsetPages';
import { emailOptions } from './address';

interface Wanted {
	query: Record<string, string>;
	limit: number;
	/** Whether it is about one address: then Braze wants no limit and no offset. */
	isOne: boolean;
}

/** A list of addresses that Braze keeps. */
export type AddressList = Omit<OperationDescription, 'properties'> & {
	permission: string;
	path: string;
	/** What happened to its addresses, e.g. `bounced`. */
	happened: string;
	/** Whether it can begin with the oldest. */
	sortable?: boolean;
};

const DIRECTIONS = ['desc', 'asc'] as const;

const find: INodeProperties = {
	displayName: 'Find',
	name: 'find',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'All in a Period', value: 'period', description: 'Every address of these days' },
		{
			name: 'One Address',
			value: 'address',
			description: 'The address of each item, if it is there',
		},
	],
	default: 'period',
	description: 'Which addresses to return',
};

const sort: INodeProperties = {
	displayName: 'Sort',
	name: 'sortDirection',
	type: 'options',
	options: [
		{ name: 'Newest First', value: 'desc' },
		{ name: 'Oldest First', value: 'asc' },
	],
	default: 'desc',
	description: 'The order of the results, by time',
};

/** Get Many for a list of addresses: those of a period, or whether one is there. */
export function getManyAddresses(list: AddressList): Operation {
	const { permission, path, happened, sortable, ...description } = list;
	const forPeriod = { show: { find: ['period'] } };
	return queried<Wanted>({
		...description,
		properties: [
			find,
			...dateFields(happened, forPeriod),
			{
				displayName: 'Email',
				name: 'email',
				type: 'string',
				displayOptions: { show: { find: ['address'] } },
				placeholder: 'e.g. name@email.com',
				default: '={{ $json.email }}',
				required: true,
				description: 'The email address to look for',
			},
			...listFields.map((field) => ({
				...field,
				displayOptions: { show: { ...forPeriod.show, ...field.displayOptions?.show } },
			})),
			optionsField([...emailOptions, ...(sortable ? [sort] : [])]),
		],
		permission,
		prepare: (parameters) => {
			const isOne = parameters.once<string>('find') === 'address';
			const options = parameters.perItem('options', 'Options:');
			if (isOne) {
				const email = compileEmail(parameters, 'email', 'Email');
				return (...item) => {
					const query = { email: email(...item), end_date: today() };
					return { subject: { query, limit: Infinity, isOne } };
				};
			}
			const range = compileDateRange(parameters);
			const limit = compileLimit(parameters);
			return (...item) => {
				const { sortDirection } = (options(...item) ?? {}) as { sortDirection?: unknown };
				const direction = chosen(sortDirection, DIRECTIONS, 'Sort');
				const query = {
					...range(...item),
					...(sortable && { sort_direction: direction }),
				};
				return { subject: { query, limit: limit(...item), isOne } };
			};
		},
		answer: async ([{ query, limit, isOne }], send) => {
			const list = { array: 'emails', limit };
			if (isOne) return [await readList({ path, query }, { array: 'emails', send })];
			return [await take(pagesByOffset({ path, query }, list, send), limit)];
		},
	});
}

/** (Braze wants an end also where it goes by the address alone.) */
function today(): string {
	return new Date().toISOString().slice(0, 10);
}
