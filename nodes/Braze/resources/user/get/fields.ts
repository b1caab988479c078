import type { INodeProperties } from 'n8n-workflow';

import { optionsField } from '../../../fields/options';
import { EXPORTED_FIELDS } from '../../../model/attributes';
import { type UserChoice, userFields } from '../../../fields/user';

export const WHO: UserChoice = { kinds: ['userAlias', 'externalId', 'email', 'phone', 'brazeId'] };

/** What a look at a profile is usually for; left out is what can be large. */
const USUAL_FIELDS = [
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
		description:
			'Which parts of the profile to read. A part that the user has nothing in is not in the output.',
	},
	{
		displayName: 'Simplify',
		name: 'simple',
		type: 'boolean',
		default: true,
		description: 'Whether to return a simplified version of the response instead of the raw data',
	},
	optionsField([
		{
			displayName: 'If Not Found',
			name: 'ifNotFound',
			type: 'options',
			options: [
				{
					name: 'Fail',
					value: 'fail',
					description: 'The item fails, as its user is not there',
				},
				{
					name: 'Return Found: False',
					value: 'tell',
					description: 'Every item has a field "found" to branch on',
				},
			],
			default: 'fail',
			description: 'What happens to an item whose user Braze does not know',
		},
	]),
];
