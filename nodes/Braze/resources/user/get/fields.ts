import type { INodeProperties } from 'n8n-workflow';

import { optionsField } from '../../../fields/options';
import type { UserChoice } from '../../../fields/user';
import { userFields } from '../../../fields/user';

export const WHO: UserChoice = { kinds: ['externalId', 'userAlias', 'email', 'phone', 'brazeId'] };

/** Source: https://www.braze.com/docs/api/endpoints/export/user_data/post_users_identifier/ */
const FIELDS = [
	'apps',
	'attributed_ad',
	'attributed_adgroup',
	'attributed_campaign',
	'attributed_source',
	'braze_id',
	'campaigns_received',
	'canvases_received',
	'cards_clicked',
	'country',
	'created_at',
	'custom_attributes',
	'custom_events',
	'devices',
	'dob',
	'email',
	'email_subscribe',
	'external_id',
	'first_name',
	'gender',
	'home_city',
	'language',
	'last_coordinates',
	'last_name',
	'phone',
	'purchases',
	'push_subscribe',
	'push_tokens',
	'random_bucket',
	'time_zone',
	'total_revenue',
	'uninstalled_at',
	'user_aliases',
];

/** What a look at a profile is usually for; left out is what can be large. */
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
		options: FIELDS.map((value) => ({ name: value, value })),
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
