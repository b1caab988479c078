import type { Campaign, Json, Profile } from '../types.mts';
import type { Workspace } from './workspace.mts';

/** Somebody whom a request names, and what the message would hold. */
export interface Addressee {
	recipient: Json;
	profile: Profile;
	properties: Json;
}

/** braze(canvas faq): a user can enter a Canvas about once a second. */
const ENTRY_MS = 1_000;

const addressOf = ({ standard }: Profile) => standard.get('email');

/**
 * The recipients of one request, each once.
 *
 * braze(recipients): a user named twice gets one message, with the last properties; users who share an
 *   address get one, too.
 * ours: of several users with one address the first gets it.
 */
export function unique(addressees: Addressee[], { settings }: Workspace): Addressee[] {
	const byProfile = new Map(addressees.map((one) => [one.profile, one]));
	const all = [...byProfile.values()];
	if (settings.sharedAddress === 'twice') return all;
	const first: Map<unknown, Profile> = new Map();
	for (const { profile } of all) {
		const address = addressOf(profile);
		if (!first.has(address)) first.set(address, profile);
	}
	return all.filter(
		({ profile }) => addressOf(profile) === undefined || first.get(addressOf(profile)) === profile,
	);
}

/** Whether a user may get it now. */
export function isEligible(
	kind: 'campaign' | 'canvas',
	campaign: Campaign,
	profile: Profile,
	{ clock, settings }: Workspace,
): boolean {
	const last = profile.received.get(campaign.id);
	if (!last) return true;
	if (!(campaign.re_eligible ?? settings.reEligibility)) return false;
	return kind === 'campaign' || clock.now() - last.getTime() >= ENTRY_MS;
}

/**
 * Notes that a user has received it.
 *
 * braze(re-eligibility): others with the address have received it, too.
 */
export function markReceived(campaign: Campaign, profile: Profile, workspace: Workspace) {
	const now = workspace.clock.date();
	const address = addressOf(profile);
	const sharing =
		typeof address === 'string' ? workspace.profiles.findByContact('email', address) : [];
	for (const one of new Set([profile, ...sharing])) one.received.set(campaign.id, now);
}

/**
 * Why a campaign or a Canvas sends nothing although the request is taken.
 *
 * braze(canvas): the notices about a Canvas that is paused or archived.
 * inferred: one that is stopped has a notice as well; and its text.
 * ours: the notices about campaigns; a draft sends nothing and has none.
 */
export function noticeOf(
	kind: 'campaign' | 'canvas',
	{ archived, paused, stopped }: Campaign,
	{ settings }: Workspace,
): string | null {
	if (kind === 'campaign' && !settings.campaignNotice) return null;
	const name = kind === 'canvas' ? 'Canvas' : 'campaign';
	const told = (state: string, remedy: string) =>
		`The ${name} is ${state}. ${remedy} the ${name} to ensure trigger requests will take effect.`;
	if (archived) return told('archived', 'Unarchive');
	if (stopped) return told('stopped', 'Resume');
	return paused ? told('paused', 'Resume') : null;
}

/** Whether it sends at all. */
export const isLive = ({ archived, paused, stopped, draft }: Campaign): boolean =>
	!archived && !paused && !stopped && !draft;
