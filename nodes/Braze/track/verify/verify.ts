import type { IDataObject } from 'n8n-workflow';

import type { Client } from '../../api/client';
import type { UserIdentifier } from '../../model/identifier';
import type { UserChange } from '../combine';
import { readProfiles } from '../profiles';
import { type ExportedProfile, fieldsShowing } from '../stored';
import { COUNTED } from './activityProof';
import { judge, type Judgement, type SentChange } from './judge';

/** What reading back came to for one item. */
export interface ReadBack {
	/** Whether the profile shows everything of the item that can be seen, and something can. */
	applied: boolean;
	/** What the outcome says: `verified`, `unverified`, `unverifiable`. */
	outcome: IDataObject;
	warnings: string[];
}

/**
 * The first wait for Braze, in milliseconds; each further one is twice as long. Braze says that data is
 * there within 10 to 100 ms as a rule.
 */
const FIRST_WAIT = 250;

/** The longest wait between two looks, in milliseconds. */
const LONGEST_WAIT = 4_000;

const SHARED = 'several profiles in Braze have this email or phone';

/** Why Braze may not show what it took. */
const REASONS =
	'Possible reasons: its type is forced in Braze and it was converted or dropped, it is blocklisted, over a limit, the profile was merged, another system changed it, or it is not there yet';

/**
 * Reads written users back until their profiles show what was sent, or the time is up. It sends nothing
 * but reads, and a read that fails costs nothing but the proof.
 *
 * @param changes everything that is sent, in item order
 * @param client for reading alone: a key that may not read can still write
 * @param seconds how long to look at most, after all is sent
 * @returns called after sending, with the items that Braze has taken whole; gives what to say by item
 */
export async function startVerifying(
	changes: readonly UserChange[],
	client: Client,
	seconds: number,
): Promise<(taken: ReadonlySet<number>) => Promise<Map<number, ReadBack>>> {
	const counting = changes.filter(({ events, purchases }) => events.length + purchases.length > 0);
	const countedFields = Object.values(COUNTED).map(({ exported }) => exported);
	const before =
		counting.length === 0
			? undefined
			: await readProfiles(usersOf(counting).values(), [...countedFields, 'braze_id'], client);
	const names = new Set(changes.flatMap(({ attributes = {} }) => Object.keys(attributes)));
	const fields = [
		...fieldsShowing(names),
		...(counting.length > 0 ? countedFields : []),
		'braze_id',
	].sort();
	return async (taken) => {
		const sent = changes.map((change) => ({ change, isTaken: taken.has(change.item) }));
		const after = new Map<string, ExportedProfile>();
		const unread = new Map<string, string>();
		let waiting = usersOf(sent.filter(({ isTaken }) => isTaken).map(({ change }) => change));
		const deadline = client.now() + seconds * 1000;
		let judgements = new Map<number, Judgement>();
		for (let wait = FIRST_WAIT; waiting.size > 0; wait = Math.min(2 * wait, LONGEST_WAIT)) {
			const left = deadline - client.now();
			// At least one look, however short the time is.
			if (left <= 0 && judgements.size > 0) break;
			await client.sleep(Math.max(Math.min(wait, left), 0));
			const read = await readProfiles(waiting.values(), fields, client);
			for (const key of waiting.keys()) unread.delete(key);
			for (const [key, profile] of read.profiles) after.set(key, profile);
			for (const [key, why] of read.unread) unread.set(key, why);
			for (const key of read.shared) unread.set(key, SHARED);
			judgements = judge(sent, {
				before: before?.profiles ?? new Map(),
				unreadBefore: new Set([...(before?.unread.keys() ?? []), ...(before?.shared ?? [])]),
				after,
				unread: new Set(unread.keys()),
				now: client.now(),
			});
			waiting = usersOf(unverified(sent, judgements));
			if (client.stopReason !== undefined) break;
		}
		const keys = new Map(changes.map(({ item, user }) => [item, user.key]));
		return new Map(
			[...judgements].map(([item, judgement]) => [
				item,
				readBackOf(judgement, seconds, unread.get(keys.get(item) ?? '')),
			]),
		);
	};
}

function usersOf(changes: Iterable<UserChange>): Map<string, UserIdentifier> {
	const users = new Map<string, UserIdentifier>();
	for (const { user } of changes) users.set(user.key, user);
	return users;
}

/** The changes that a later look may still find in Braze. */
function unverified(
	sent: readonly SentChange[],
	judgements: ReadonlyMap<number, Judgement>,
): UserChange[] {
	return sent
		.map(({ change }) => change)
		.filter(({ item }) => (judgements.get(item)?.unverified.length ?? 0) > 0);
}

function readBackOf(judgement: Judgement, seconds: number, unreadWhy?: string): ReadBack {
	const { verified, unverified, unverifiable, isOverridden } = judgement;
	const shown = Object.entries(verified).filter(([, names]) => names.length > 0);
	const after = `after ${seconds} ${seconds === 1 ? 'second' : 'seconds'}. ${REASONS}.`;
	const warnings = unverified.map(({ message }) => `${message} ${after}`);
	return {
		applied: shown.length > 0 && unverified.length === 0 && !isOverridden,
		outcome: {
			...(shown.length > 0 && { verified: Object.fromEntries(shown) }),
			...(unverified.length > 0 && { unverified: unverified.map(({ name }) => name) }),
			...(unverifiable.length > 0 && { unverifiable }),
		},
		warnings:
			unreadWhy === undefined
				? warnings
				: [...warnings, `The user could not be read back: ${unreadWhy}`],
	};
}
