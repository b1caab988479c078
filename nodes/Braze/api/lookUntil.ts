import type { UserIdentifier } from '../model/identifier';
import type { Client } from './client';
import { type ExportedProfile, readProfiles } from './profiles';

/** What is known of users by now, by their key. */
export interface Seen {
	/** Who is in neither of the maps is not in Braze. */
	profiles: ReadonlyMap<string, ExportedProfile>;
	/** Users who could not be read, or not told apart, and why. */
	unread: ReadonlyMap<string, string>;
	/** When it was read, in milliseconds since 1970. */
	now: number;
}

/** The first wait for Braze in milliseconds; each further one is twice as long. It takes 10 to 100 ms as a rule. */
const FIRST_WAIT = 250;

/** The longest wait between two looks, in milliseconds. */
const LONGEST_WAIT = 4_000;

const SHARED = 'several profiles in Braze have this email or phone';

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
	users: Iterable<UserIdentifier>,
	fields: readonly string[],
	seconds: number,
	judge: (seen: Seen) => Iterable<UserIdentifier>,
	client: Client,
): Promise<void> {
	const profiles = new Map<string, ExportedProfile>();
	const unread = new Map<string, string>();
	const deadline = client.now() + seconds * 1000;
	let waiting = byKey(users);
	for (let wait = FIRST_WAIT; waiting.size > 0; wait = Math.min(2 * wait, LONGEST_WAIT)) {
		const left = deadline - client.now();
		const isFirst = wait === FIRST_WAIT;
		if ((left <= 0 && !isFirst) || client.stopReason !== undefined) return;
		await client.sleep(Math.max(Math.min(wait, left), 0));
		const read = await readProfiles(waiting.values(), fields, client);
		for (const key of waiting.keys()) {
			profiles.delete(key);
			unread.delete(key);
		}
		for (const [key, profile] of read.profiles) profiles.set(key, profile);
		for (const [key, why] of read.unread) unread.set(key, why);
		for (const key of read.shared) unread.set(key, SHARED);
		waiting = byKey(judge({ profiles, unread, now: client.now() }));
	}
}

function byKey(users: Iterable<UserIdentifier>): Map<string, UserIdentifier> {
	return new Map([...users].map((user) => [user.key, user]));
}
