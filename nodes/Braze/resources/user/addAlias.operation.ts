import type { ProvableItem } from '../../batch/proofs';
import { contactOptions } from '../../fields/contactOptions';
import {
	aliasLabelField,
	aliasNameField,
	compileAliasLabel,
	compileAliasName,
	compileExternalId,
	externalIdField,
} from '../../fields/identity';
import { optionsField } from '../../fields/options';
import { keyOf, toBraze, userByAlias, userByExternalId } from '../../model/user';
import { batched } from '../../runtime/batchedOperation';
import { countedErrors, userEndpoint } from './endpoints';
import { aliasAdded } from './proofs';
import { planWithProofs, verifyUsersOption } from './verify';

/**
 * Add Alias: to a user with an external ID, or as a new profile that has only the alias.
 * Source: https://www.braze.com/docs/api/endpoints/user_data/post_user_alias/
 */
export const addAlias = batched<ProvableItem>({
	name: 'Add Alias',
	value: 'addAlias',
	action: 'Add an alias to a user',
	description: 'Add an alias to a user with an external ID, or create an alias-only user',
	properties: [
		{
			displayName: 'Alias Of',
			name: 'aliasOwner',
			type: 'options',
			noDataExpression: true,
			options: [
				{
					name: 'New User',
					value: 'new',
					description: 'Create a profile that has only the alias',
				},
				{
					name: 'User With External ID',
					value: 'externalId',
					description: 'An existing user. Nothing is added if the external ID is unknown.',
				},
			],
			default: 'externalId',
			description: 'Who gets the alias',
		},
		{
			...externalIdField,
			displayOptions: { show: { aliasOwner: ['externalId'] } },
		},
		{
			...aliasLabelField,
			description: 'The kind of alias. A user has one alias name for each label.',
		},
		{
			...aliasNameField,
			description: 'The alias itself, such as the email. Case-sensitive.',
		},
		optionsField([...contactOptions, verifyUsersOption()]),
	],
	permission: 'users.alias.new',
	leavesProfile: true,
	endpoint: userEndpoint('/users/alias/new', {
		errorsOf: countedErrors({ user_aliases: 'aliases_processed' }),
	}),
	plan: planWithProofs,
	prepare: (parameters) => {
		const label = compileAliasLabel(parameters);
		const name = compileAliasName(parameters);
		const externalId = compileExternalId(parameters);
		const isNew = parameters.once<string>('aliasOwner') === 'new';
		return (...item) => {
			const alias_label = label(...item);
			const alias_name = name(alias_label, ...item);
			const owner = isNew ? undefined : userByExternalId(externalId(...item));
			const ownerFields = owner && toBraze(owner);
			const alias = userByAlias(alias_label, alias_name);
			const key = keyOf(alias);
			return {
				objects: [
					{
						array: 'user_aliases',
						content: { ...ownerFields, ...alias.alias },
						idempotent: true,
					},
				],
				orderingKeys: owner === undefined ? [key] : [key, keyOf(owner)],
				outcome: { user: { ...ownerFields, ...toBraze(alias) } },
				proof: { ...aliasAdded(alias, owner), moves: [key] },
			};
		};
	},
});
