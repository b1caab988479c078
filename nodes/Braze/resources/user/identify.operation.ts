import type { IDataObject } from 'n8n-workflow';

import type { ProvableItem } from '../../batch/proofs';
import { contactOptions } from '../../fields/contactOptions';
import { compileExternalId, externalIdField } from '../../fields/identity';
import { optionsField } from '../../fields/options';
import {
	compilePrioritization,
	type PrioritizationChoice,
	prioritizationField,
} from '../../fields/prioritization';
import { compileUser, userFields } from '../../fields/user';
import { keyOf, orderingKeyOf, toBraze, userByExternalId } from '../../model/user';
import { batched } from '../../runtime/batchedOperation';
import { countedErrors, userEndpoint } from './endpoints';
import { identified } from './proofs';
import { planWithProofs, verifyUsersOption } from './verify';

const WHO = { kinds: ['userAlias', 'email', 'phone'] } as const;

const WHICH: PrioritizationChoice = { user: WHO, default: 'unidentified,most_recently_updated' };

/** The request's array for each kind of identifier. */
const ARRAYS: Readonly<Record<(typeof WHO.kinds)[number], string>> = {
	userAlias: 'aliases_to_identify',
	email: 'emails_to_identify',
	phone: 'phone_numbers_to_identify',
};

/**
 * Identify: a profile that is known by alias, email or phone gets an external ID.
 * Source: https://www.braze.com/docs/api/endpoints/user_data/post_user_identify/
 */
export const identify = batched<ProvableItem>({
	name: 'Identify',
	value: 'identify',
	action: 'Identify a user',
	description:
		'Give an external ID to a user identified by alias, email or phone. If another user already has that ID, the two profiles are merged.',
	properties: [
		...userFields(WHO),
		prioritizationField(WHICH),
		{
			...externalIdField,
			description: 'The external ID to give the user: your own ID for them',
		},
		optionsField([...contactOptions, verifyUsersOption()]),
	],
	permission: 'users.identify',
	leavesProfile: true,
	endpoint: userEndpoint('/users/identify', {
		errorsOf: countedErrors({
			aliases_to_identify: 'aliases_processed',
			emails_to_identify: 'emails_processed',
			phone_numbers_to_identify: 'phone_numbers_processed',
		}),
	}),
	plan: planWithProofs,
	prepare: (parameters) => {
		const user = compileUser(parameters, WHO);
		const externalId = compileExternalId(parameters);
		const which = compilePrioritization(parameters, WHICH);
		return (...item) => {
			const found = user(...item);
			const fields = toBraze(found);
			const external_id = externalId(...item);
			const target = userByExternalId(external_id);
			const content: IDataObject = { external_id, ...fields, ...which(...item) };
			return {
				objects: [{ array: ARRAYS[found.by], content, idempotent: true }],
				orderingKeys: [orderingKeyOf(found), keyOf(target)],
				outcome: { user: { external_id, ...fields } },
				proof: { ...identified(found, target), moves: [orderingKeyOf(found)] },
			};
		};
	},
});
