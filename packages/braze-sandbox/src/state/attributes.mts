import type { Json, Profile } from '../types.mts';
import { isEmail } from './contacts.mts';
import { customValue, typeOf } from './custom.mts';
import { changeEmail, spreadEmailState } from './emailState.mts';
import { find, findOrCreate, identifierProblem, isPrimaryGiven } from './lookup.mts';
import { storedName } from './names.mts';
import { MAX_ELEMENTS } from './operators.mts';
import { type Problem, problem } from './problems.mts';
import { importTokens, pushTokenProblem } from './push.mts';
import { STANDARD, STATES } from './standard.mts';
import { setGroup } from './subscriptions.mts';
import { isList, isObject, isUuid, textOf } from './values.mts';
import type { Workspace } from './workspace.mts';

/** Keys of an attributes object that are not attributes. */
const CONTROL = new Set([
	'external_id',
	'user_alias',
	'braze_id',
	'_update_existing_only',
	'_merge_objects',
	'push_token_import',
	'push_tokens',
	'subscription_groups',
	'email_encrypted',
]);

function groupsProblem(groups: unknown, workspace: Workspace): Problem | null {
	if (!isList(groups)) return problem('BAD_SUBSCRIPTION_GROUP_ARRAY');
	for (const group of groups) {
		if (!isObject(group)) return problem('BAD_SUBSCRIPTION_GROUP_HASH');
		const { subscription_group_id: id, subscription_state: state } = group;
		if (id === undefined || state === undefined) return problem('BAD_SUBSCRIPTION_GROUP_HASH');
		const declared = workspace.subscriptionGroups;
		const isKnown = declared.size > 0 ? declared.has(textOf(id)) : isUuid(id);
		if (!isKnown) return problem('BAD_SUBSCRIPTION_GROUP_ID');
		if (state !== 'subscribed' && state !== 'unsubscribed') {
			return problem('BAD_SUBSCRIPTION_GROUP_STATE');
		}
	}
	return null;
}

const isLocation = (value: unknown) =>
	isObject(value) &&
	typeof value.longitude === 'number' &&
	typeof value.latitude === 'number' &&
	Math.abs(value.longitude) <= 180 &&
	Math.abs(value.latitude) <= 90;

const isState = (value: unknown) => typeof value === 'string' && STATES.includes(value);

/** Whether a bad email is merely left out, see the setting. */
const isEmailLeftOut = (object: Json, { settings }: Workspace) =>
	settings.badEmail === 'leaveOut' && isPrimaryGiven(object);

/** Field, check, code. */
const CHECKS: Array<[string, (value: unknown) => boolean, string]> = [
	['email', isEmail, 'EMAIL_BAD_FORMAT'],
	['email_subscribe', isState, 'BAD_EMAIL_SUBSCRIPTION_STATE'],
	['push_subscribe', isState, 'BAD_PUSH_SUBSCRIPTION_STATE'],
	['current_location', isLocation, 'BAD_LOCATION_UPDATE'],
];

/**
 * What makes Braze refuse an attributes object.
 *
 * braze(track): the table of errors: what makes an attributes object bad.
 */
export function* attributesProblems(object: unknown, workspace: Workspace): Generator<Problem> {
	if (!isObject(object)) {
		yield problem('notAnObject');
		return;
	}
	if (object.push_token_import !== true) {
		const identifier = identifierProblem(object, workspace);
		if (identifier) yield identifier;
	}
	if ('email_subscription_info' in object) {
		yield problem('INVALID_ATTRIBUTE_EMAIL_SUBSCRIPTION_INFO');
	}
	for (const [field, isValid, code] of CHECKS) {
		const value = object[field];
		if (value === undefined || value === null || isValid(value)) continue;
		const isLeftOut = field === 'email' && isEmailLeftOut(object, workspace);
		yield { ...problem(code), isWarning: isLeftOut };
	}
	const push = pushTokenProblem(object, workspace);
	if (push) yield push;
	if (object.subscription_groups === undefined) return;
	const groups = groupsProblem(object.subscription_groups, workspace);
	if (groups) yield groups;
}

function setStandard(workspace: Workspace, profile: Profile, name: string, value: unknown) {
	const kept = value === null ? null : STANDARD.get(name)?.(value);
	if (kept === undefined) return;
	if (name === 'email') changeEmail(workspace, profile, kept as string | null);
	else if (name === 'phone') {
		workspace.profiles.setContact(profile, name, kept as string | null);
		workspace.inheritGroups(profile);
	} else if (kept === null) profile.standard.delete(name);
	else if (name === 'email_subscribe') spreadEmailState(workspace, profile, textOf(kept));
	else profile.standard.set(name, kept);
}

function setCustom(
	workspace: Workspace,
	profile: Profile,
	name: string,
	value: unknown,
	merge: boolean,
) {
	const known = workspace.customAttributes.get(name);
	// braze(blocklist): blocklisted attributes, events and products are not processed.
	if (known && known.status !== 'Active') return;
	if (value === null) {
		profile.custom.delete(name);
		return;
	}
	const kept = customValue(value, {
		stored: profile.custom.get(name),
		merge,
		forced: known?.forced ? known.data_type : undefined,
		maxElements: known?.array_length ?? MAX_ELEMENTS,
		settings: workspace.settings,
	});
	if (kept === undefined) return;
	profile.custom.set(name, kept);
	if (!known) workspace.noteAttribute(name, typeOf(kept));
}

/**
 * Sets a user's attributes, standard and custom, by the rules of the user attributes object page.
 */
export function setAttributes(workspace: Workspace, profile: Profile, attributes: Json) {
	const merge = attributes._merge_objects === true;
	const { email, ...others } = attributes;
	// First, because a change of address changes the state that `email_subscribe` may set.
	if (email !== undefined) setStandard(workspace, profile, 'email', email);
	for (const [key, value] of Object.entries(others)) {
		if (CONTROL.has(key)) continue;
		const name = storedName(key);
		if (STANDARD.has(name)) setStandard(workspace, profile, name, value);
		else if (name !== '') setCustom(workspace, profile, name, value, merge);
	}
	if (Array.isArray(attributes.push_tokens)) {
		importTokens(workspace, profile, attributes.push_tokens);
	}
	if (isList(attributes.subscription_groups)) {
		for (const group of attributes.subscription_groups.filter(isObject)) {
			setGroup(workspace, profile, {
				groupId: textOf(group.subscription_group_id),
				state: textOf(group.subscription_state),
				doubleOptIn: group.use_double_opt_in_logic === true,
			});
		}
	}
	workspace.profiles.touch(profile);
}

/**
 * Whether an object brings a user's first email unencrypted, where the setting requires encryption.
 *
 * ours: what `email_encrypted` and a hash as `email` look like is not checked.
 */
function isUnencrypted(object: Json, workspace: Workspace): boolean {
	const { email, email_encrypted: encrypted } = object;
	if (!workspace.settings.identifierEncryption || typeof email !== 'string') return false;
	return encrypted === undefined && find(object, workspace)?.standard.has('email') !== true;
}

/** Applies one attributes object that `attributesProblems` finds nothing wrong with. */
export function applyAttributes(object: Json, workspace: Workspace) {
	if (object.push_token_import === true) {
		importTokens(workspace, null, object.push_tokens as unknown[]);
		return;
	}
	if (isUnencrypted(object, workspace)) return;
	const profile = findOrCreate(object, workspace, { aliasCreates: true });
	if (profile) setAttributes(workspace, profile, object);
}
