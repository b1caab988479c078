import type { ProvableItem } from '../../batch/proofs';
import { compileExternalId, externalIdField } from '../../fields/identity';
import { optionsField } from '../../fields/options';
import { userByExternalId } from '../../model/user';
import { batched } from '../../runtime/batchedOperation';
import { userEndpoint } from './endpoints';
import { externalIdErrors } from './externalIdErrors';
import { removed } from './proofs';
import { planWithProofs, verifyUsersOption } from './verify';

/**
 * Remove External ID: one that a rename has deprecated.
 * Source: https://www.braze.com/docs/api/endpoints/user_data/external_id_migration/post_external_ids_remove/
 */
export const removeExternalId = batched<ProvableItem>({
	name: 'Remove External ID',
	value: 'removeExternalId',
	action: 'Remove a deprecated external ID',
	description:
		'Remove an external ID that was deprecated by renaming it. The user remains. This cannot be undone.',
	properties: [
		{
			...externalIdField,
			placeholder: 'e.g. {{ $json.old_external_id }}',
			description: 'The deprecated external ID. Braze rejects one that is in use.',
		},
		optionsField([verifyUsersOption()]),
	],
	permission: 'users.external_ids.remove',
	endpoint: userEndpoint('/users/external_ids/remove', {
		errorsOf: externalIdErrors('removal_errors', 'removed_ids'),
	}),
	plan: planWithProofs,
	prepare: (parameters) => {
		const externalId = compileExternalId(parameters);
		return (...item) => {
			const content = externalId(...item);
			return {
				objects: [{ array: 'external_ids', content, idempotent: true }],
				outcome: { removed: content },
				proof: { ...removed(userByExternalId(content)), moves: [] },
			};
		};
	},
});
