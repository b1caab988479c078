import type { INodeProperties } from 'n8n-workflow';

import type { ProvableItem } from '../../batch/proofs';
import { compileExternalId, externalIdField } from '../../fields/identity';
import { optionsField } from '../../fields/options';
import { ItemError } from '../../model/itemError';
import { keyOf, toBraze, userByExternalId } from '../../model/user';
import { batched } from '../../runtime/batchedOperation';
import { userEndpoint } from './endpoints';
import { externalIdErrors } from './externalIdErrors';
import { renamed } from './proofs';
import { planWithProofs, verifyUsersOption } from './verify';

const newExternalIdField: INodeProperties = {
	...externalIdField,
	displayName: 'New External ID',
	name: 'newExternalId',
	placeholder: 'e.g. {{ $json.new_external_id }}',
	description: 'The new external ID. No user can have had it before.',
};

/**
 * Rename External ID: the old one is deprecated, and works until it is removed.
 * Source: https://www.braze.com/docs/api/endpoints/user_data/external_id_migration/post_external_ids_rename/
 */
export const renameExternalId = batched<ProvableItem>({
	name: 'Rename External ID',
	value: 'renameExternalId',
	action: 'Rename an external ID',
	description:
		'Change the external ID of a user. The old ID is deprecated, but keeps working until it is removed.',
	properties: [
		{
			...externalIdField,
			description: 'The current external ID of the user',
		},
		newExternalIdField,
		optionsField([verifyUsersOption()]),
	],
	permission: 'users.external_ids.rename',
	endpoint: userEndpoint('/users/external_ids/rename', {
		errorsOf: externalIdErrors('rename_errors', 'external_ids'),
	}),
	plan: planWithProofs,
	prepare: (parameters) => {
		const current = compileExternalId(parameters);
		const next = compileExternalId(parameters, newExternalIdField);
		return (...item) => {
			const current_external_id = current(...item);
			const new_external_id = next(...item);
			if (current_external_id === new_external_id) {
				throw new ItemError('New External ID is the same as External ID.');
			}
			const user = userByExternalId(current_external_id);
			const renamedTo = userByExternalId(new_external_id);
			const orderingKeys = [keyOf(user), keyOf(renamedTo)];
			return {
				objects: [
					{
						array: 'external_id_renames',
						content: { current_external_id, new_external_id },
						idempotent: true,
					},
				],
				orderingKeys,
				outcome: { user: toBraze(renamedTo), deprecated: current_external_id },
				proof: { ...renamed(user, renamedTo), moves: orderingKeys },
			};
		};
	},
});
