import { byKey, type User } from '../model/user';
import type { Client } from './client';
import { type ReadProfiles, readProfiles } from './profiles';

/** What is known of users by now, by their key. */
export interface Seen extends Readonly<ReadProfiles> {
	/** When it was read, in milliseconds since 1970. */
	now: number;
}

/** The first wait for Braze in milliseconds; each further one is twice as long. It takes 10 to 100 ms as a rule. */
const FIRST_WAIT = 250;

/** The longest wait between two looks in milliseconds, and how many looks a long time has at least. */
const LONGEST_WAIT = 4_000;
const LOOKS = 20;

/**
 * Reads users again and again until there is nothing left to wait for, or the time is up. There is at
 * least one look, however short the time; a read that fails costs nothing but what it would have told.
 *
 * @param users the users to begin with
 * @param seconds how long to look at most
 * @param judge gets what is known after each look; gives the users worth another one
 * @param client one for reading alone: a key that may not read can still write
 */
export async function lookUntil(
	users: Iterable<User>,
	fields: readonly string[],
	seconds: number,
	judge: (seen: Seen) => Iterable<User>,
	client: Client,
): Promise<void> {
	const known: ReadProfiles = { profiles: new Map(), shared: new Map(), unread: new Map() };
	const deadline = client.now() + seconds * 1000;
	let waiting = byKey(users);
	for (let wait = FIRST_WAIT; waiting.size > 0; wait = nextWait(wait, seconds)) {
		const left = deadline - client.now();
		const isFirst = wait === FIRST_WAIT;
		if (!isFirst && (left <= 0 || client.stopReason !== undefined)) return;
		await client.rest(Math.max(Math.min(wait, left), 0));
		const read = await readProfiles(waiting.values(), fields, client);
		for (const key of waiting.keys()) {
			for (const map of Object.values(known) as Array<Map<string, unknown>>) map.delete(key);
		}
		for (const [key, profile] of read.profiles) known.profiles.set(key, profile);
		for (const [key, profiles] of read.shared) known.shared.set(key, profiles);
		for (const [key, why] of read.unread) known.unread.set(key, why);
		waiting = byKey(judge({ ...known, now: client.now() }));
	}
}

/** The wait between two looks that follows another one, in milliseconds. */
export function nextWait(wait: number, seconds: number): number {
	return Math.min(2 * wait, Math.max(LONGEST_WAIT, (seconds * 1000) / LOOKS));
}
