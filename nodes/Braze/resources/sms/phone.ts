import type { INodeProperties } from 'n8n-workflow';

import { contactOptions } from '../../fields/contactOptions';

export const phoneField: INodeProperties = {
	displayName: 'Phone',
	name: 'phone',
	type: 'string',
	default: '={{ $json.phone }}',
	required: true,
	placeholder: 'e.g. +61400000000',
	description: 'The phone number, with its country code, such as +61400000000 (E.164)',
};

/** The options that apply to a phone number. */
export const phoneOptions = contactOptions.filter(({ name }) => name === 'defaultCountry');
