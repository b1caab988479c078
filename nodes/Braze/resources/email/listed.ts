import { compileAddress, emailField } from '../../fields/identity';
import { compileLimit, listFields, readDirection, sortField, take } from '../../fields/listFields';
import { compileOptions, optionsField } from '../../fields/options';
import { optionsShownFor, shownFor } from '../../fields/shown';
import { individual } from '../../runtime/individualOperation';
import type { Operation, OperationDescription } from '../../runtime/operation';
import { compileDateRange, dateFields } from '../dateRange';
import { findField } from '../find';
import { pagesByOffset, readList } from '../pages';
import { emailOptions } from './address';

interface AddressQuery {
	query: Record<string, string>;
	limit: number;
	/** Whether to find one address: Braze then accepts no limit and no offset. */
	isOne: boolean;
}

/** One of Braze's lists of addresses. */
type AddressList = Omit<OperationDescription, 'properties'> & {
	permission: string;
	path: string;
	/** What happened to the addresses, e.g. `bounced`. */
	happened: string;
	/** Whether it can be sorted. */
	sortable?: boolean;
};

/** The operation Get Many for a list of addresses: those of a period, or a single one if it is there. */
export function getManyAddresses(list: AddressList): Operation {
	const { permission, path, happened, sortable, ...description } = list;
	return individual<AddressQuery>({
		...description,
		properties: [
			findField('address', 'addresses'),
			...shownFor({ find: ['period'] }, dateFields(happened)),
			{
				...emailField,
				displayOptions: { show: { find: ['address'] } },
				description: 'The email address to look for',
			},
			...shownFor({ find: ['period'] }, listFields),
			optionsField([
				...optionsShownFor({ find: ['address'] }, emailOptions),
				...(sortable ? optionsShownFor({ find: ['period'] }, [sortField('time')]) : []),
			]),
		],
		permission,
		prepare: (parameters) => {
			const isOne = parameters.once<string>('find') === 'address';
			const options = compileOptions(parameters);
			if (isOne) {
				const email = compileAddress(parameters, 'email');
				return (...item) => {
					const query = { email: email(...item), end_date: today() };
					return { subject: { query, limit: Infinity, isOne } };
				};
			}
			const range = compileDateRange(parameters);
			const limit = compileLimit(parameters);
			return (...item) => {
				const { sortDirection } = options(...item);
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
