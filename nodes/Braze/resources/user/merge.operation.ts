import type { ProvableItem } from '../../batch/proofs';
import { contactOptions } from '../../fields/contactOptions';
import { noticeField } from '../../fields/notice';
import { optionsField } from '../../fields/options';
import {
	compilePrioritization,
	type PrioritizationChoice,
	prioritizationField,
} from '../../fields/prioritization';
import { compileUser, type UserChoice, userFields } from '../../fields/user';
import { ItemError } from '../../model/itemError';
import { keyOf, orderingKeyOf, toBraze } from '../../model/user';
import { batched } from '../../runtime/batchedOperation';
import { userEndpoint } from './endpoints';
import { merged } from './proofs';
import { planWithProofs, verifyUsersOption } from './verify';

const MERGED: UserChoice = {
	kinds: ['userAlias', 'externalId', 'email', 'phone'],
	role: 'User to Merge',
	startsEmpty: true,
};

const KEPT: UserChoice = { ...MERGED, prefix: 'keep', role: 'User to Keep' };

const WHICH_MERGED: PrioritizationChoice = {
	user: MERGED,
	default: 'unidentified,most_recently_updated',
};

const WHICH_KEPT: PrioritizationChoice = {
	user: KEPT,
	default: 'identified,most_recently_updated',
};

/**
 * Merge: one profile's data moves to another, and the first is removed.
 * Source: https://www.braze.com/docs/api/endpoints/user_data/post_users_merge/
 */
export const merge = batched<ProvableItem>({
	name: 'Merge',
	value: 'merge',
	action: 'Merge two users',
	description: 'Merge one profile into another and remove it. This cannot be undone.',
	properties: [
		noticeField(
			'mergeNotice',
			'The profile of the User to Merge is removed. Its data moves to the User to Keep, except where that profile already has a value. This cannot be undone.',
		),
		...userFields(MERGED),
		prioritizationField(WHICH_MERGED),
		...userFields(KEPT),
		prioritizationField(WHICH_KEPT),
		optionsField([...contactOptions, verifyUsersOption('Merging can take some minutes.')]),
	],
	permission: 'users.merge',
	leavesProfile: true,
	endpoint: userEndpoint('/users/merge'),
	plan: planWithProofs,
	prepare: (parameters) => {
		const mergedUser = compileUser(parameters, MERGED);
		const keptUser = compileUser(parameters, KEPT);
		const whichMerged = compilePrioritization(parameters, WHICH_MERGED);
		const whichKept = compilePrioritization(parameters, WHICH_KEPT);
		return (...item) => {
			const from = mergedUser(...item);
			const to = keptUser(...item);
			// Two profiles can share an email or phone.
			if (keyOf(from) === keyOf(to) && (from.by === 'externalId' || from.by === 'userAlias')) {
				throw new ItemError('The User to Merge and the User to Keep are the same.');
			}
			return {
				objects: [
					{
						array: 'merge_updates',
						content: {
							identifier_to_merge: { ...toBraze(from), ...whichMerged(...item) },
							identifier_to_keep: { ...toBraze(to), ...whichKept(...item) },
						},
						idempotent: true,
					},
				],
				orderingKeys: [orderingKeyOf(from), orderingKeyOf(to)],
				outcome: { user: toBraze(to), merged: toBraze(from) },
				proof: { ...merged(from, to), moves: [orderingKeyOf(from)] },
			};
		};
	},
});
