import type { Alias, Json, Profile } from '../types.mts';
import { isEmail, isPhone } from './contacts.mts';
import { type Problem, problem } from './problems.mts';
import { isObject, isText } from './values.mts';
import type { Workspace } from './workspace.mts';

/**
 * braze(track): an external ID has at most 987 bytes.
 * braze(alias object): name and label of an alias have 1 to 236 bytes each.
 */
export const MAX_EXTERNAL_ID = 987;
const MAX_ALIAS_PART = 236;

const PRIMARY = ['external_id', 'user_alias', 'braze_id'] as const;

const isGiven = (value: unknown) => value !== undefined && value !== null && value !== '';

const isAliasPart = (part: unknown) =>
	typeof part === 'string' && part !== '' && Buffer.byteLength(part) <= MAX_ALIAS_PART;

export function isAlias(alias: unknown): alias is Alias {
	return isObject(alias) && isAliasPart(alias.alias_name) && isAliasPart(alias.alias_label);
}

/** Whether an object has a primary identifier. */
export const isPrimaryGiven = (object: Json) => PRIMARY.some((name) => isGiven(object[name]));

/**
 * What is wrong with the identifiers of an object of `/users/track`.
 *
 * braze(track): an object has at most one of external ID, alias and Braze ID, else an email or a
 *   phone.
 */
export function identifierProblem(object: Json, workspace: Workspace): Problem | null {
	const given = PRIMARY.filter((name) => isGiven(object[name]));
	if (given.length > 1) return problem('twoPrimary');
	if (given.length === 0) return contactProblem(object, workspace);
	const { external_id: id, user_alias: alias, braze_id: brazeId } = object;
	if (given[0] === 'user_alias') return isAlias(alias) ? null : problem('badAlias');
	if (given[0] === 'braze_id') return typeof brazeId === 'string' ? null : problem('badBrazeId');
	if (typeof id !== 'string') return problem('badExternalId');
	if (Buffer.byteLength(id) > MAX_EXTERNAL_ID) return problem('EXTERNAL_USER_ID_TOO_LARGE');
	return workspace.settings.blockedExternalIds.includes(id)
		? problem('BLACKLISTED_EXTERNAL_USER_ID')
		: null;
}

/** @param object without a primary identifier */
function contactProblem({ email, phone }: Json, { settings }: Workspace): Problem | null {
	if (email !== undefined && email !== null) {
		return isEmail(email) ? null : problem('EMAIL_BAD_FORMAT');
	}
	if (!isText(phone)) return problem('noIdentifier');
	return isPhone(phone, settings.phoneWithoutPlus) ? null : problem('badPhone');
}

/**
 * Which of several profiles to update.
 *
 * braze(track): of several profiles with an email, one with an external ID comes first, then the
 *   most recently updated.
 * inferred: of several profiles with a phone, the choice is the same.
 */
function preferred(candidates: Profile[]): Profile | undefined {
	const identified = candidates.filter((profile) => profile.externalId !== null);
	return mostRecent(identified.length > 0 ? identified : candidates);
}

export function mostRecent(candidates: Profile[]): Profile | undefined {
	return candidates.reduce(
		(best: Profile | undefined, profile) =>
			best && best.updated > profile.updated ? best : profile,
		undefined,
	);
}

/**
 * Finds the profile that an object names.
 *
 * braze(track): a primary identifier decides, else the email, else the phone.
 *
 * @param object with a valid identifier
 */
export function find(object: Json, { profiles }: Workspace): Profile | undefined {
	if (isGiven(object.external_id)) return profiles.findByExternalId(String(object.external_id));
	if (isAlias(object.user_alias)) return profiles.findByAlias(object.user_alias);
	if (isGiven(object.braze_id)) return profiles.all.get(String(object.braze_id));
	if (typeof object.email === 'string') {
		return preferred(profiles.findByContact('email', object.email));
	}
	if (typeof object.phone === 'string') {
		return preferred(profiles.findByContact('phone', object.phone));
	}
	return undefined;
}

/**
 * Finds the profile, or creates it where Braze does.
 *
 * braze(track): an unknown user is created unless `_update_existing_only` is true; one named by an
 *   alias only if it is false.
 * braze(event): events and purchases with an alias never create a user.
 * inferred: a Braze ID never creates a user.
 *
 * @param object with a valid identifier
 * @param options whether an unknown alias may create a user at all
 * @returns undefined when there is none: the object is taken and does nothing
 */
export function findOrCreate(
	object: Json,
	workspace: Workspace,
	{ aliasCreates }: { aliasCreates: boolean },
): Profile | undefined {
	const found = find(object, workspace);
	if (found) return found;
	const { profiles } = workspace;
	const updateOnly = object._update_existing_only;
	if (isGiven(object.external_id)) {
		if (updateOnly === true) return undefined;
		const profile = profiles.create();
		profiles.setExternalId(profile, String(object.external_id));
		return profile;
	}
	if (isAlias(object.user_alias)) {
		if (!aliasCreates || updateOnly !== false) return undefined;
		const profile = profiles.create();
		profiles.addAlias(profile, object.user_alias);
		return profile;
	}
	if (isGiven(object.braze_id) || updateOnly === true) return undefined;
	const kind = typeof object.email === 'string' ? 'email' : 'phone';
	const profile = profiles.create();
	profiles.setContact(profile, kind, String(object[kind]));
	workspace.inheritGroups(profile);
	return profile;
}
