import type { INodeProperties } from 'n8n-workflow';

import type { ProvableItem } from '../../batch/proofs';
import { contactOptions } from '../../fields/contactOptions';
import {
	aliasLabelField,
	aliasNameField,
	compileAliasLabel,
	compileAliasName,
	compileOldAliasName,
} from '../../fields/identity';
import { optionsField } from '../../fields/options';
import { ItemError } from '../../model/itemError';
import { keyOf, toBraze, userByAlias } from '../../model/user';
import { batched } from '../../runtime/batchedOperation';
import { countedErrors, userEndpoint } from './endpoints';
import { aliasUpdated } from './proofs';
import { planWithProofs, verifyUsersOption } from './verify';

const newAliasNameField: INodeProperties = {
	...aliasNameField,
	displayName: 'New Alias Name',
	name: 'newAliasName',
	default: '',
	placeholder: 'e.g. new.name@email.com',
	description: 'The new name of the alias',
};

/**
 * Update Alias: the label stays, the name changes.
 * Source: https://www.braze.com/docs/api/endpoints/user_data/post_users_alias_update/
 */
export const updateAlias = batched<ProvableItem>({
	name: 'Update Alias',
	value: 'updateAlias',
	action: 'Update an alias of a user',
	description: 'Change the name of an alias. Nothing changes if the alias does not exist.',
	properties: [
		{
			...aliasLabelField,
			description: 'The kind of alias. It does not change.',
		},
		{
			...aliasNameField,
			placeholder: 'e.g. old.name@email.com',
			description: 'The current name of the alias. Case-sensitive.',
		},
		newAliasNameField,
		optionsField([...contactOptions, verifyUsersOption()]),
	],
	permission: 'users.alias.update',
	leavesProfile: true,
	endpoint: userEndpoint('/users/alias/update', {
		errorsOf: countedErrors({ alias_updates: 'aliases_processed' }),
	}),
	plan: planWithProofs,
	prepare: (parameters) => {
		const label = compileAliasLabel(parameters);
		const oldName = compileOldAliasName(parameters);
		const newName = compileAliasName(parameters, newAliasNameField);
		return (...item) => {
			const alias_label = label(...item);
			const old_alias_name = oldName(...item);
			const new_alias_name = newName(alias_label, ...item);
			if (old_alias_name === new_alias_name) {
				throw new ItemError('New Alias Name is the same as Alias Name.');
			}
			const old = userByAlias(alias_label, old_alias_name);
			const next = userByAlias(alias_label, new_alias_name);
			const orderingKeys = [keyOf(old), keyOf(next)];
			return {
				objects: [
					{
						array: 'alias_updates',
						content: { alias_label, old_alias_name, new_alias_name },
						idempotent: true,
					},
				],
				orderingKeys,
				outcome: { user: toBraze(next) },
				proof: { ...aliasUpdated(old, next), moves: orderingKeys },
			};
		};
	},
});
