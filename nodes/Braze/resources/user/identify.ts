import type { IDataObject } from 'n8n-workflow';

import type { BatchOperation } from '../../runtime/batchedOperation';
import { runBatchOperation } from '../../runtime/batchedOperation';
import { optionsField } from '../../fields/options';
import type { PrioritizationChoice } from '../../fields/prioritization';
import { prioritizationField, compilePrioritization } from '../../fields/prioritization';
import { readExternalId } from '../../fields/text';
import { compileUser, userFields } from '../../fields/user';
import type { Operation } from '../../runtime/operation';
import { externalIdKey, userEndpoint } from './endpoints';

const WHO = { kinds: ['userAlias', 'email', 'phone'] } as const;

const WHICH: PrioritizationChoice = { user: WHO, default: 'unidentified,most_recently_updated' };

/** The request's array for each kind of identifier. */
const ARRAYS: Readonly<Record<string, string>> = {
	userAlias: 'aliases_to_identify',
	email: 'emails_to_identify',
	phone: 'phone_numbers_to_identify',
};

/** Source: https://www.braze.com/docs/api/endpoints/user_data/post_user_identify/ */
const ENDPOINT = userEndpoint('/users/identify');

const operation: BatchOperation = {
	permission: 'users.identify',
	prepare: (parameters) => {
		const user = compileUser(parameters, WHO);
		const externalId = parameters.perItem('externalId', '');
		const which = compilePrioritization(parameters, WHICH);
		return (...item) => {
			const { by, fields, key } = user(...item);
			const external_id = readExternalId(externalId, 'External ID', item);
			const content: IDataObject = { external_id, ...fields, ...which(...item) };
			return {
				endpoint: ENDPOINT,
				objects: [{ array: ARRAYS[by], content, idempotent: true }],
				orderingKeys: [key, externalIdKey(external_id)],
				about: { user: { external_id, ...fields } },
			};
		};
	},
};

/** Identify: a profile that is known by alias, email or phone gets an external ID. */
export const identify: Operation = {
	name: 'Identify',
	value: 'identify',
	action: 'Identify a user',
	description:
		'Give an external ID to a user known by alias, email or phone. If a user has that ID already, the two profiles are merged.',
	properties: [
		...userFields(WHO),
		prioritizationField(WHICH),
		{
			displayName: 'External ID',
			name: 'externalId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. {{ $json.external_id }}',
			description: 'The ID that the user gets: your own ID for the user',
		},
		optionsField(),
	],
	execute: async (context) => await runBatchOperation(context, operation),
};
