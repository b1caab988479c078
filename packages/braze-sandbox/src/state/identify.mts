import type { BrazeResponse, Json, Profile } from '../types.mts';
import { chosenContact, isPrioritization } from './choose.mts';
import { isEmail, isPhone } from './contacts.mts';
import { isAlias } from './lookup.mts';
import { mergeProfiles } from './merge.mts';
import { isList, isObject, isText } from './values.mts';
import type { Workspace } from './workspace.mts';

/** @returns what is wrong */
function aliasProblem({ user_alias: alias }: Json): string | null {
	return isAlias(alias) ? null : "'user_alias' is required";
}

function contactProblem(kind: 'email' | 'phone', isValid: (value: unknown) => boolean) {
	return (entry: Json): string | null => {
		// ours: the texts about emails, phones and `prioritization` in identifying.
		if (!isValid(entry[kind])) return `'${kind}' is not valid`;
		return isPrioritization(entry.prioritization) ? null : "'prioritization' is not valid";
	};
}

const findAlias = ({ user_alias: alias }: Json, { profiles }: Workspace) =>
	isAlias(alias) ? profiles.findByAlias(alias) : undefined;

/** ours: the text for an external ID that nobody has, where that is an error. */
function unknownProblem(entry: Json, { profiles, settings }: Workspace): string | null {
	if (settings.identifyUnknown === 'sets' || entry.user_alias === undefined) return null;
	return profiles.findByExternalId(String(entry.external_id)) ? null : "'external_id' is not known";
}

/** Finds a profile by an email or a phone, see the setting. */
function findContact(entry: Json, workspace: Workspace): Profile | undefined {
	const { profiles, settings } = workspace;
	const kind = typeof entry.email === 'string' ? 'email' : 'phone';
	const sharing = profiles.findByContact(kind, String(entry[kind]));
	if (settings.identifyShared === 'never' && sharing.length > 1) return undefined;
	return chosenContact(entry, workspace);
}

/** The lists of a request, with the key that counts each in the response. */
const LISTS = [
	{
		name: 'aliases_to_identify',
		count: 'aliases_processed',
		problem: aliasProblem,
		find: findAlias,
	},
	{
		name: 'emails_to_identify',
		count: 'emails_processed',
		problem: contactProblem('email', isEmail),
		find: findContact,
	},
	{
		name: 'phone_numbers_to_identify',
		count: 'phone_numbers_processed',
		problem: contactProblem('phone', isPhone),
		find: findContact,
	},
];

/**
 * Gives a profile without an external id one, or merges it into the user who has it.
 *
 * @param label of the alias it was found by
 */
function identifyOne(
	workspace: Workspace,
	profile: Profile,
	externalId: string,
	label: string | null,
) {
	const { profiles } = workspace;
	const known = profiles.findByExternalId(externalId);
	if (known) {
		// braze(identify): where the user has an alias with that label already, nothing is merged.
		if (label !== null && known.aliases.some((alias) => alias.alias_label === label)) return;
		mergeProfiles(workspace, known, profile);
	} else if (profile.externalId === null) {
		profiles.setExternalId(profile, externalId);
		profiles.touch(profile);
	}
	// ours: identifying a profile that has another external ID already changes nothing.
}

/**
 * `POST /users/identify`.
 *
 * braze(identify): identifying a user that doesn't exist, or a `prioritization` that leaves several, changes
 *   nothing, without an error.
 */
export function identify(body: Json, workspace: Workspace): BrazeResponse {
	const counts: Json = {};
	const errors: Json[] = [];
	const good: Array<{ entry: Json; find: (typeof LISTS)[number]['find'] }> = [];
	for (const { name, count, problem, find } of LISTS) {
		const list = body[name];
		if (!isList(list)) continue;
		let processed = 0;
		for (const [index, value] of list.entries()) {
			const entry = isObject(value) ? value : {};
			const wrong = isText(entry.external_id)
				? (problem(entry) ?? unknownProblem(entry, workspace))
				: "'external_id' is required";
			if (wrong) {
				errors.push({ type: wrong, input_array: 'user_identifiers', index });
				continue;
			}
			processed += 1;
			good.push({ entry, find });
		}
		counts[count] = processed;
	}
	return {
		status: 201,
		body: { ...counts, message: 'success', ...(errors.length > 0 && { errors }) },
		apply: () => {
			for (const { entry, find } of good) {
				const profile = find(entry, workspace);
				const label = isAlias(entry.user_alias) ? entry.user_alias.alias_label : null;
				if (profile) identifyOne(workspace, profile, String(entry.external_id), label);
			}
		},
	};
}

export const IDENTIFY_LISTS = LISTS.map(({ name }) => name);
