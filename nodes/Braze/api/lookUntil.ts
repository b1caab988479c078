import { byKey, type User } from '../model/user';
import type { Client } from './client';
import { type ReadProfiles, readProfiles } from './profiles';

/** What is known about users by now, by their key. */
export interface Seen extends Readonly<ReadProfiles> {
	/** When it was read, in milliseconds since 1970. */
	now: number;
}

/** The first wait in milliseconds; each following one is twice as long. Braze usually takes 10 to 100 ms. */
const FIRST_WAIT = 250;

/** The longest wait between two reads in milliseconds, and the fewest reads within a long time. */
const LONGEST_WAIT = 4_000;
const LOOKS = 20;

/**
 * Reads users repeatedly until there is nothing left to wait for, or the time is up, but at least once. A failed read
 * only leaves its users unknown.
 *
 * @param users the users to begin with
 * @param seconds how long to read at most
 * @param judge called with what is known after each read; returns the users to read again
 * @param client used only for reading: a key that may not read can still write
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

/** The wait after a wait, in milliseconds. */
export function nextWait(wait: number, seconds: number): number {
	return Math.min(2 * wait, Math.max(LONGEST_WAIT, (seconds * 1000) / LOOKS));
}
