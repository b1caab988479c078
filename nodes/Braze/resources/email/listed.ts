import type { INodeProperties } from 'n8n-workflow';

import { compileEmail } from '../../fields/identity';
import { compileLimit, listFields, readDirection, sortField, take } from '../../fields/listFields';
import { optionsField } from '../../fields/options';
import { individual } from '../../runtime/individualOperation';
import type { Operation, OperationDescription } from '../../runtime/operation';
import { compileDateRange, dateFields } from '../dateRange';
import { fieldsFor, optionsFor } from '../find';
import { pagesByOffset, readList } from '../offsetPages';
import { emailOptions } from './address';

interface AddressQuery {
	query: Record<string, string>;
	limit: number;
	/** Whether to find one address: Braze then accepts no limit and no offset. */
	isOne: boolean;
}

/** One of Braze's lists of addresses. */
export type AddressList = Omit<OperationDescription, 'properties'> & {
	permission: string;
	path: string;
	/** What happened to the addresses, e.g. `bounced`. */
	happened: string;
	/** Whether it can be sorted. */
	sortable?: boolean;
};

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

/** The operation Get Many for a list of addresses: those of a period, or a single one if it is there. */
export function getManyAddresses(list: AddressList): Operation {
	const { permission, path, happened, sortable, ...description } = list;
	return individual<AddressQuery>({
		...description,
		properties: [
			find,
			...fieldsFor('period', dateFields(happened)),
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
			...fieldsFor('period', listFields),
			optionsField([
				...optionsFor('address', emailOptions),
				...(sortable ? optionsFor('period', [sortField('time')]) : []),
			]),
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
				const direction = readDirection(sortDirection);
				const query = {
					...range(...item),
					...(sortable && { sort_direction: direction }),
				};
				return { subject: { query, limit: limit(...item), isOne } };
			};
		},
		perform: async ([{ query, limit, isOne }], send) => {
			const list = { array: 'emails', limit };
			if (isOne) return [await readList({ path, query }, { array: 'emails', send })];
			return [await take(pagesByOffset({ path, query }, list, send), limit)];
		},
	});
}

/** Braze requires an end date even if only the address matters. */
function today(): string {
	return new Date().toISOString().slice(0, 10);
}
