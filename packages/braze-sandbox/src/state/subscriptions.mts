import type { Profile } from '../types.mts';
import { textOf } from './values.mts';
import type { Workspace } from './workspace.mts';

/** braze(subscriptions): the state of an address without a profile is kept for 30 days. */
const INHERIT_MS = 30 * 24 * 60 * 60 * 1000;

/** A change of somebody's state in a group. */
export interface GroupChange {
	groupId: string;
	state: string;
	doubleOptIn: boolean;
}

/**
 * The kind of contact that a group is about.
 *
 * ours: a group that the workspace doesn't declare is an email group.
 */
export function contactOf({ subscriptionGroups }: Workspace, groupId: string): 'email' | 'phone' {
	const { channel } = subscriptionGroups.get(groupId) ?? { channel: 'email' };
	return channel === 'email' ? 'email' : 'phone';
}

/** braze(email subscriptions): changes of state in an archived group are not processed. */
const isArchived = ({ subscriptionGroups }: Workspace, { groupId }: GroupChange) =>
	subscriptionGroups.get(groupId)?.archived === true;

/**
 * Whether the user is asked first.
 *
 * braze(subscriptions): double opt-in is only for SMS groups, and only for `subscribed`.
 */
const isAskedFirst = (workspace: Workspace, { groupId, state, doubleOptIn }: GroupChange) =>
	doubleOptIn && state === 'subscribed' && contactOf(workspace, groupId) === 'phone';

/** braze(subscriptions): whoever is asked stays unsubscribed until they reply. */
function setOne(workspace: Workspace, profile: Profile, change: GroupChange) {
	const before = profile.groups.get(change.groupId);
	const isAsked = isAskedFirst(workspace, change) && before !== 'subscribed';
	profile.groups.set(change.groupId, isAsked ? 'unsubscribed' : change.state);
	workspace.profiles.touch(profile);
}

/**
 * Sets a user's state in a group.
 *
 * braze(track): every other user with the same email gets the state of a group, too.
 * inferred: the same holds for the phone of an SMS group.
 */
export function setGroup(workspace: Workspace, profile: Profile, change: GroupChange) {
	if (isArchived(workspace, change)) return;
	setOne(workspace, profile, change);
	const kind = contactOf(workspace, change.groupId);
	const value = profile.standard.get(kind);
	if (typeof value !== 'string') return;
	for (const other of workspace.profiles.findByContact(kind, value)) {
		if (other !== profile) setOne(workspace, other, change);
	}
}

/**
 * Sets the state of an address in a group: of everyone who has it, or, where nobody does, of the
 * first profile that comes to have it within 30 days.
 *
 * braze(subscriptions): with double opt-in, nothing is kept for an address without a profile.
 */
export function setGroupOfContact(
	workspace: Workspace,
	kind: 'email' | 'phone',
	value: string,
	change: GroupChange,
) {
	if (isArchived(workspace, change)) return;
	const sharing = workspace.profiles.findByContact(kind, value);
	for (const profile of sharing) setOne(workspace, profile, change);
	if (sharing.length > 0 || isAskedFirst(workspace, change)) return;
	const key = `${kind}\u0000${value}`;
	const waiting =
		workspace.waitingGroups.get(key) ?? new Map<string, { state: string; until: number }>();
	const until = workspace.clock.now() + INHERIT_MS;
	waiting.set(change.groupId, { state: change.state, until });
	workspace.waitingGroups.set(key, waiting);
}

/** Gives a profile what was set for its address before it existed. */
export function inheritGroups(workspace: Workspace, profile: Profile) {
	if (workspace.waitingGroups.size === 0 && workspace.emailStates.size === 0) return;
	for (const kind of ['email', 'phone'] as const) {
		const key = `${kind}\u0000${textOf(profile.standard.get(kind))}`;
		for (const [groupId, { state, until }] of workspace.waitingGroups.get(key) ?? []) {
			if (until > workspace.clock.now() && !profile.groups.has(groupId)) {
				profile.groups.set(groupId, state);
			}
		}
		workspace.waitingGroups.delete(key);
	}
	const global = workspace.emailStates.get(String(profile.standard.get('email')));
	if (global && !profile.standard.has('email_subscribe')) {
		profile.standard.set('email_subscribe', global);
	}
}
