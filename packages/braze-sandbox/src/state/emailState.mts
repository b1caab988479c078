import type { Profile } from '../types.mts';
import type { Workspace } from './workspace.mts';

/** braze(email subscriptions): a state spreads to at most 100 users with the address. */
const MAX_SHARED = 100;

/** Notes the newest state of an address, for `/email/unsubscribes`. */
function noteState({ unsubscribes, clock }: Workspace, address: string, state: string) {
	if (state === 'unsubscribed') unsubscribes.set(address, clock.date());
	else unsubscribes.delete(address);
}

/** Sets the state of an address for everyone who has it. */
export function setStateOfAddress(workspace: Workspace, address: string, state: string) {
	const { profiles } = workspace;
	noteState(workspace, address, state);
	for (const profile of profiles.findByContact('email', address).slice(0, MAX_SHARED)) {
		profile.standard.set('email_subscribe', state);
		profiles.touch(profile);
	}
}

/**
 * Sets a user's state, and that of others with the address.
 *
 * braze(email subscriptions): a change of the global state spreads to other users with the address.
 */
export function spreadEmailState(workspace: Workspace, profile: Profile, state: string) {
	profile.standard.set('email_subscribe', state);
	const address = profile.standard.get('email');
	if (typeof address !== 'string') return;
	setStateOfAddress(workspace, address, state);
}

/** The state that comes with a new address, see the setting; undefined leaves it as it is. */
function stateAfterChange(
	{ profiles, emailStates, settings }: Workspace,
	profile: Profile,
	address: string,
): string | undefined {
	if (settings.changedEmail === 'keeps') return undefined;
	if (settings.changedEmail === 'resubscribes') return 'subscribed';
	const others = profiles.findByContact('email', address).filter((other) => other !== profile);
	const inherited = others.map(({ standard }) => standard.get('email_subscribe')).find(Boolean);
	return (inherited as string | undefined) ?? emailStates.get(address) ?? 'subscribed';
}

/** Gives a user another address, or none, and the subscription state that comes with it. */
export function changeEmail(workspace: Workspace, profile: Profile, address: string | null) {
	const before = profile.standard.get('email');
	if (before === address) return;
	const state =
		typeof before === 'string' && address !== null
			? stateAfterChange(workspace, profile, address)
			: undefined;
	workspace.profiles.setContact(profile, 'email', address);
	if (state !== undefined) profile.standard.set('email_subscribe', state);
	workspace.inheritGroups(profile);
}
