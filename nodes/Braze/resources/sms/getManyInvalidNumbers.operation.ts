import type { INodeProperties } from 'n8n-workflow';

import { compileAddress } from '../../fields/identity';
import { compileLimit, listFields, take } from '../../fields/listFields';
import { compileOptions, optionsField } from '../../fields/options';
import { optionsShownFor, shownFor } from '../../fields/shown';
import { chosen } from '../../model/choice';
import { individual } from '../../runtime/individualOperation';
import { compileDateRange, dateFields } from '../dateRange';
import { findField } from '../find';
import { pagesByOffset } from '../pages';
import { phoneField, phoneOptions } from './phone';

interface NumbersQuery {
	query: Record<string, string | string[]>;
	limit: number;
}

const REASONS = ['any', 'deactivated', 'provider_error'] as const;

const reasonField: INodeProperties = {
	displayName: 'Reason',
	name: 'reason',
	type: 'options',
	options: [
		{ name: 'Any', value: 'any' },
		{ name: 'Deactivated', value: 'deactivated', description: 'The number is not in use any more' },
		{ name: 'Provider Error', value: 'provider_error', description: 'The provider refuses it' },
	],
	default: 'any',
	description: 'Only return numbers that are invalid for this reason',
};

/** Source: https://www.braze.com/docs/api/endpoints/sms/get_query_invalid_numbers/ */
export const getManyInvalidNumbers = individual<NumbersQuery>({
	name: 'Get Many Invalid Numbers',
	value: 'getManyInvalidNumbers',
	action: 'Get many invalid phone numbers',
	description: 'Retrieve the phone numbers that Braze considers invalid, with the reason and time',
	properties: [
		findField('number', 'phone numbers'),
		...shownFor({ find: ['period'] }, [...dateFields('were found invalid'), ...listFields]),
		{
			...phoneField,
			displayOptions: { show: { find: ['number'] } },
			description:
				'The phone number to look for, with its country code, such as +61400000000 (E.164)',
		},
		optionsField([...optionsShownFor({ find: ['number'] }, phoneOptions), reasonField]),
	],
	permission: 'sms.invalid_phone_numbers',
	prepare: (parameters) => {
		const options = compileOptions(parameters);
		const isOne = parameters.once<string>('find') === 'number';
		const limit = isOne ? () => Infinity : compileLimit(parameters);
		const range = isOne ? undefined : compileDateRange(parameters);
		const phone = compileAddress(parameters, 'phone');
		return (...item) => {
			const { reason } = options(...item);
			const why = chosen(reason, REASONS, 'Reason');
			// n8n writes a list as `phone_numbers[]=…`.
			const about = range === undefined ? { phone_numbers: [phone(...item)] } : range(...item);
			const query = { ...about, ...(why !== 'any' && { reason: why }) };
			return { subject: { query, limit: limit(...item) } };
		};
	},
	perform: async ([{ query, limit }], send) => {
		const request = { path: '/sms/invalid_phone_numbers', query };
		return [await take(pagesByOffset(request, { array: 'sms', limit }, send), limit)];
	},
});
