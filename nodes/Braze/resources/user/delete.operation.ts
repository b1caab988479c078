import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Plan, PreparedItem } from '../../batch/plan';
import type { ProvableItem } from '../../batch/proofs';
import type { Group, RequestObject, Stage } from '../../batch/types';
import { contactOptions } from '../../fields/contactOptions';
import { noticeField } from '../../fields/notice';
import { optionsField } from '../../fields/options';
import {
	compilePrioritization,
	type PrioritizationChoice,
	prioritizationField,
} from '../../fields/prioritization';
import { compileUser, type UserChoice, userFields } from '../../fields/user';
import { groupBy } from '../../model/maps';
import { type IdentifyBy, toBraze, type User } from '../../model/user';
import { figure } from '../../model/wording';
import { batched } from '../../runtime/batchedOperation';
import { countedErrors, countsAll, userEndpoint } from './endpoints';
import { deleted } from './proofs';
import { planWithProofs, verifyUsersOption } from './verify';

const WHO: UserChoice = {
	kinds: ['userAlias', 'externalId', 'email', 'phone', 'brazeId'],
	startsEmpty: true,
};

const WHICH: PrioritizationChoice = {
	user: WHO,
	default: 'unidentified,most_recently_updated',
	least: false,
};

const ARRAYS: Readonly<Record<IdentifyBy, string>> = {
	externalId: 'external_ids',
	userAlias: 'user_aliases',
	brazeId: 'braze_ids',
	email: 'email_addresses',
	phone: 'phone_numbers',
};

/** A user in the list of its kind: IDs are text, everything else is an object. */
function listed(user: User, which: object): IDataObject | string {
	switch (user.by) {
		case 'externalId':
		case 'brazeId':
			return user.value;
		case 'userAlias':
			return user.alias;
		default:
			return { ...toBraze(user), ...which };
	}
}

const allowSeveral: INodeProperties = {
	displayName: 'Allow Several Deletions',
	name: 'allowSeveralDeletions',
	type: 'boolean',
	noDataExpression: true,
	default: false,
	description:
		'Whether one run can delete more than one user. If off, nobody is deleted when the items are about different users.',
};

/**
 * A wrong field or too many items must not empty a workspace. (One email with two values of *Which
 * Profile* can be two users.)
 */
function problemOf(items: readonly PreparedItem[], options: IDataObject): string | undefined {
	const users = groupBy(
		items.flatMap(({ objects }) => objects),
		deletionOf,
	).size;
	if (users <= 1 || options.allowSeveralDeletions === true) return undefined;
	return `Nobody was deleted: this run would delete ${figure(users)} users. To delete more than one user in a run, turn on the option "Allow Several Deletions".`;
}

/** The same text for users whose deletions are the same. */
function deletionOf({ array, content }: Pick<RequestObject, 'array' | 'content'>): string {
	return JSON.stringify([array, content]);
}

/** Merges items about the same user: each repeat could delete another profile with the same email. */
function once({ runs, ...plan }: Plan): Plan {
	const stagesOf = (stages: readonly Stage[]) => stages.map((stage) => combined(stage));
	return { ...plan, runs: runs.map((run) => ({ ...run, stages: stagesOf(run.stages) })) };
}

function combined(stage: Stage): Group[] {
	const same = groupBy([...stage].flat(), deletionOf);
	return [...same.values()].map((all) => [{ ...all[0], items: all.flatMap(({ items }) => items) }]);
}

/**
 * Delete: permanently. Braze accepts one list per request, so all its items are identified alike.
 * Source: https://www.braze.com/docs/api/endpoints/user_data/post_user_delete/
 */
export const deleteUser = batched<ProvableItem>({
	name: 'Delete',
	value: 'delete',
	action: 'Delete a user',
	description: 'Delete a profile and all its data permanently',
	properties: [
		noticeField(
			'deleteNotice',
			'Deleting a user cannot be undone. Braze removes the profile and all its data.',
		),
		...userFields(WHO),
		prioritizationField(WHICH),
		optionsField([
			allowSeveral,
			...contactOptions,
			verifyUsersOption('Deleting can take up to 5 minutes.'),
		]),
	],
	permission: 'users.delete',
	endpoint: userEndpoint('/users/delete', {
		responseKey: 'deleted',
		errorsOf: countedErrors(
			Object.fromEntries(Object.values(ARRAYS).map((array) => [array, 'deleted'])),
		),
		outputOf: (body, objects) => (countsAll(body, 'deleted', objects) ? { deleted: true } : {}),
	}),
	plan: async (...planning) => once(await planWithProofs(...planning)),
	problemOf,
	prepare: (parameters) => {
		const user = compileUser(parameters, WHO);
		const which = compilePrioritization(parameters, WHICH);
		return (...item) => {
			const found = user(...item);
			return {
				objects: [
					{ array: ARRAYS[found.by], content: listed(found, which(...item)), idempotent: true },
				],
				outcome: { user: toBraze(found) },
				proof: { ...deleted(found), moves: [] },
			};
		};
	},
});
