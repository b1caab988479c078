import type { IDataObject } from 'n8n-workflow';

import { EXPORT_PERMISSION, isListed } from '../../../api/exportUsers';
import { lookUp } from '../../../api/lookUp';
import { compileOptions } from '../../../fields/options';
import { compileUser } from '../../../fields/user';
import { readBoolean } from '../../../model/boolean';
import { chosen } from '../../../model/choice';
import { ItemError } from '../../../model/itemError';
import { IDS_PER_REQUEST } from '../../../model/limits';
import { byKey, keyOf, toBraze, type User } from '../../../model/user';
import { individual } from '../../../runtime/individualOperation';
import type { TaskResult } from '../../../runtime/tasks';
import { getFields, WHO } from './getFields';
import { simplify } from './simplify';

const IF_NOT_FOUND = ['fail', 'tell'] as const;

interface ProfileQuery {
	user: User;
	fields: readonly string[];
	simple: boolean;
	failIfNotFound: boolean;
}

function resultOf(
	{ user, simple, failIfNotFound }: ProfileQuery,
	profiles: readonly IDataObject[] | undefined,
): TaskResult {
	if (profiles === undefined) {
		return {
			problem:
				"Braze's response contains something other than users, so it is unknown whether this one exists.",
		};
	}
	if (profiles.length === 0) {
		return failIfNotFound
			? {
					problem:
						'The user was not found in Braze. To continue with the item anyway, set the option "If Not Found".',
				}
			: [{ found: false, user: toBraze(user) }];
	}
	return profiles.map((profile) => ({
		// (First to be seen; and whatever the user's own attributes are called.)
		...(!failIfNotFound && { found: true }),
		...(simple ? simplify(profile) : profile),
		...(!failIfNotFound && { found: true }),
	}));
}

/** Get: what Braze holds about a user. */
export const get = individual<ProfileQuery>({
	name: 'Get',
	value: 'get',
	action: 'Get a user',
	description: 'Get a user’s profile by any identifier: attributes, aliases, events and purchases',
	properties: getFields,
	permission: EXPORT_PERMISSION,
	atOnce: IDS_PER_REQUEST,
	prepare: (parameters) => {
		const user = compileUser(parameters, WHO);
		const fieldsToExport = parameters.perItem('fieldsToExport', 'Fields to Return');
		const simple = parameters.perItem('simple', 'Simplify');
		const options = compileOptions(parameters);
		return (...item) => {
			const fields = fieldsToExport(...item);
			if (!Array.isArray(fields) || fields.length === 0) {
				throw new ItemError('Fields to Return: choose at least one.');
			}
			const { ifNotFound } = options(...item);
			const subject = {
				user: user(...item),
				fields: fields.map(String),
				simple: readBoolean(simple(...item), 'Simplify', true),
				failIfNotFound: chosen(ifNotFound, IF_NOT_FOUND, 'If Not Found') === 'fail',
			};
			const key = keyOf(subject.user);
			const alone = isListed(subject.user.by) ? undefined : key;
			return { subject, topic: JSON.stringify([alone, subject.fields]), about: key };
		};
	},
	perform: async (wanted, send) => {
		const users = byKey(wanted.map(({ user }) => user));
		const found = await lookUp([...users.values()], wanted[0].fields, send);
		const profiles = new Map([...users.keys()].map((key, index) => [key, found[index]]));
		return wanted.map((one) => resultOf(one, profiles.get(keyOf(one.user))));
	},
});
