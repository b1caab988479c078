import { textOf } from './values.mts';
import type { Profile } from '../types.mts';
import type { Workspace } from './workspace.mts';

/** braze(subscriptions): the state of an address without a profile is kept for 30 days. */
const INHERIT_MS = 30 * 24 * 60 * 60 * 1000;

/**
 * The contact that a group is about.
 *
 * ours: a group that the workspace doesn't declare is one of e-mail.
 */
function contactOf(workspace: Workspace, groupId: string): 'email' | 'phone' {
	return workspace.subscriptionGroups.get(groupId)?.channel === 'email' ||
		!workspace.subscriptionGroups.has(groupId)
		? 'email'
		: 'phone';
}

function setOne(workspace: Workspace, profile: Profile, id: string, state: string) {
	profile.groups.set(id, state);
	workspace.profiles.touch(profile);
}

/**
 * Sets a user's state in a group.
 *
 * braze(track): every other user with the same e-mail gets the state of a group, too.
 * inferred: the same holds for the phone of an SMS group.
 */
export function setGroup(workspace: Workspace, profile: Profile, groupId: string, state: string) {
	setOne(workspace, profile, groupId, state);
	const kind = contactOf(workspace, groupId);
	const value = profile.standard.get(kind);
	if (typeof value !== 'string') return;
	for (const other of workspace.profiles.findByContact(kind, value)) {
		setOne(workspace, other, groupId, state);
	}
}

/**
 * Sets the state of an address in a group: of everyone who has it, or, where nobody does, of the
 * first profile that comes to have it within 30 days.
 */
export function setGroupOfContact(
	workspace: Workspace,
	kind: 'email' | 'phone',
	value: string,
	{ groupId, state, doubleOptIn }: { groupId: string; state: string; doubleOptIn: boolean },
) {
	const sharing = workspace.profiles.findByContact(kind, value);
	for (const profile of sharing) setOne(workspace, profile, groupId, state);
	if (sharing.length > 0 || doubleOptIn) return;
	const key = `${kind}\u0000${value}`;
	const waiting =
		workspace.waitingGroups.get(key) ?? new Map<string, { state: string; until: number }>();
	waiting.set(groupId, { state, until: workspace.clock.now() + INHERIT_MS });
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
