import type { Client } from '../../api/client';
import { lookUntil, type Seen } from '../../api/lookUntil';
import { readProfiles } from '../../api/profiles';
import type { ReadBack, Verify } from '../../batch/plan';
import { byKey, keyOf } from '../../model/user';
import { inSeconds } from '../../model/wording';
import type { UserChange } from '../combine';
import { fieldsShowing } from '../stored';
import { COUNTED } from './activityProof';
import { type GroupsSeen, groupsSeen } from './groupProof';
import { judge, type Judgement } from './judge';

const COUNTED_FIELDS = Object.values(COUNTED).map(({ exported }) => exported);

/** Why Braze may not show what it took. */
const REASONS =
	'Possible reasons: its type is forced in Braze and it was converted or dropped, it is blocklisted, over a limit, the profile was merged, another system changed it, or it is not there yet';

/**
 * Another reason if an email is new: the user is neither created nor updated.
 * Source: https://www.braze.com/docs/user_guide/data/infrastructure/field_level_encryption
 */
const ENCRYPTION = '; or the workspace uses identifier encryption, and email_encrypted is missing';

/**
 * Prepares to verify what is about to be sent: counts are read now, so that they can be compared later.
 * Nothing is resent because of it, and a failed read costs only the proof.
 *
 * @param changes everything that is sent, in item order
 * @param seconds how long to look at most, once everything is sent
 * @param client used only for reading: a key that may not read can still write
 */
export async function prepareVerify(
	changes: readonly UserChange[],
	seconds: number,
	client: Client,
): Promise<Verify> {
	const counting = changes.filter(({ events, purchases }) => events.length + purchases.length > 0);
	const users = byKey(counting.map(({ user }) => user));
	const before = await readProfiles(users.values(), [...COUNTED_FIELDS, 'braze_id'], client);
	const unreadBefore = new Set([...before.unread.keys(), ...before.shared.keys()]);
	const names = new Set(changes.flatMap(({ attributes = {} }) => Object.keys(attributes)));
	const counted = counting.length > 0 ? COUNTED_FIELDS : [];
	// The states of subscription groups are read by these.
	const contacts = names.has('subscription_groups') ? ['email', 'phone'] : [];
	const fields = [
		...new Set([...fieldsShowing(names), ...counted, ...contacts, 'braze_id']),
	].sort();
	return async (taken) => {
		const start = client.now();
		const sent = changes.map((change) => ({ change, isTaken: taken.has(change.item) }));
		const takenChanges = changes.filter(({ item }) => taken.has(item));
		const judgements = new Map<number, Judgement>();
		const none = { profiles: new Map(), shared: new Map(), unread: new Map() };
		let seen: Seen = { ...none, now: client.now() };
		const waitingFor = (current: Seen) => {
			seen = current;
			const { profiles, shared, unread, now } = current;
			const after = { after: profiles, unread: new Set([...unread.keys(), ...shared.keys()]), now };
			const all = judge(sent, { before: before.profiles, unreadBefore, ...after });
			for (const [item, judgement] of all) judgements.set(item, judgement);
			const isOpen = ({ item }: UserChange) => {
				const judgement = judgements.get(item);
				return (
					judgement !== undefined && (judgement.mayBeEarlier || judgement.unverified.length > 0)
				);
			};
			return takenChanges.filter(isOpen).map(({ user }) => user);
		};
		const users = takenChanges.map(({ user }) => user);
		await lookUntil(users, fields, seconds, waitingFor, client);
		const groups = await groupsSeen(takenChanges, seen.profiles, { seconds, start }, client);
		return new Map(
			takenChanges.flatMap(({ item, user }) => {
				const judgement = judgements.get(item);
				if (judgement === undefined) return [];
				const states = groups.get(item);
				addGroups(judgement, states);
				const unread = [
					...notRead('The user', whyUnread(keyOf(user), seen)),
					...notRead('The subscription group', states?.unreadWhy),
				];
				return [[item, readBackOf(judgement, seconds, unread)] as const];
			}),
		);
	};
}

function whyUnread(key: string, { unread, shared }: Seen): string | undefined {
	const several = 'several profiles in Braze have this email or phone';
	return unread.get(key) ?? (shared.has(key) ? several : undefined);
}

function notRead(what: string, why: string | undefined): string[] {
	return why === undefined ? [] : [`${what} could not be read back: ${why}`];
}

function addGroups(judgement: Judgement, seen: GroupsSeen | undefined): void {
	if (seen === undefined) return;
	judgement.verified.subscriptionGroups.push(...seen.verified);
	judgement.unverifiable.push(...seen.unverifiable.map(labelOfGroup));
	judgement.isOverridden ||= seen.isOverridden;
	for (const { group, sent, held } of seen.unverified) {
		const message = `Subscription group "${group}": sent "${sent}", but Braze has "${held}"`;
		judgement.unverified.push({ name: labelOfGroup(group), message });
	}
}

function labelOfGroup(group: string): string {
	return `subscription group "${group}"`;
}

function readBackOf(judgement: Judgement, seconds: number, unread: readonly string[]): ReadBack {
	const { verified, unverified, unverifiable, isOverridden } = judgement;
	const shown = Object.entries(verified).filter(([, names]) => names.length > 0);
	const hasEmail = unverified.some(({ name }) => name === 'email');
	const after = `after ${inSeconds(seconds)}. ${REASONS}${hasEmail ? ENCRYPTION : ''}.`;
	return {
		applied: shown.length > 0 && unverified.length === 0 && !isOverridden,
		outcome: {
			...(shown.length > 0 && { verified: Object.fromEntries(shown) }),
			...(unverified.length > 0 && { unverified: unverified.map(({ name }) => name) }),
			...(unverifiable.length > 0 && { unverifiable }),
		},
		warnings: [...unverified.map(({ message }) => `${message} ${after}`), ...unread],
	};
}
