import type { INodeProperties } from 'n8n-workflow';

import { contactOptions } from '../../../fields/contactOptions';
import { optionsField } from '../../../fields/options';
import { type UserChoice, userFields } from '../../../fields/user';
import { EXPORTED_FIELDS } from '../../../model/attributes';

export const WHO: UserChoice = {
	kinds: ['userAlias', 'externalId', 'email', 'phone', 'brazeId'],
	firstAvailable: true,
};

/** What a profile is usually looked up for, without what can be large. */
export const USUAL_FIELDS = [
	'braze_id',
	'country',
	'created_at',
	'custom_attributes',
	'email',
	'email_subscribe',
	'external_id',
	'first_name',
	'language',
	'last_name',
	'phone',
	'user_aliases',
];

/** The fields of Get User. */
export const getFields: INodeProperties[] = [
	...userFields(WHO),
	{
		displayName: 'Fields to Return',
		name: 'fieldsToExport',
		type: 'multiOptions',
		options: EXPORTED_FIELDS.map((value) => ({ name: value, value })),
		default: [...USUAL_FIELDS],
		description: 'The parts of the profile to return. Parts without data are not in the output.',
	},
	{
		displayName: 'Simplify',
		name: 'simple',
		type: 'boolean',
		default: true,
		description: 'Whether to return a simplified version of the response instead of the raw data',
	},
	optionsField([
		...contactOptions,
		{
			displayName: 'If Not Found',
			name: 'ifNotFound',
			type: 'options',
			options: [
				{
					name: 'Fail',
					value: 'fail',
					description: 'The item fails',
				},
				{
					name: 'Return Found: False',
					value: 'tell',
					description: 'Every item gets a field "found" (true or false) to branch on',
				},
			],
			default: 'fail',
			description: 'What to do with an item whose user is not in Braze',
		},
	]),
];
