import type { SendExport } from '../api/exportUsers';
import { exportBatches, exportUsers } from '../api/exportUsers';
import type { UserIdentifier } from '../model/identifier';
import type { ExportedProfile } from './changes';

/** What reading the users of a run gave, by the user's key. */
export interface ReadProfiles {
	/** Users that Braze knows; not those that several profiles share an email or phone with. */
	profiles: Map<string, ExportedProfile>;
	/** Users who could not be read, and why. */
	unread: Map<string, Unread>;
}

export interface Unread {
	message: string;
	/** Whether the key may not read at all, so that every other read would fail, too. */
	denied: boolean;
}

/**
 * Reads what Braze holds about users. A read that fails costs only its own users theirs.
 *
 * @param fields the only fields that are read, beside what tells users apart
 * @param send sends one request; rejects if it is not answered
 * @param unreadOf tells why, from what `send` rejected with; throws what is no failed read
 * @param parallelRequests requests under way at once
 */
export async function readProfiles(
	users: Iterable<UserIdentifier>,
	fields: readonly string[],
	send: SendExport,
	unreadOf: (error: unknown) => Unread,
	parallelRequests: number,
): Promise<ReadProfiles> {
	const profiles = new Map<string, ExportedProfile>();
	const unread = new Map<string, Unread>();
	let denied: Unread | undefined;
	const batches = exportBatches(users);
	const read = async (batch: readonly UserIdentifier[]) => {
		const { found, strange } = await exportUsers(batch, fields, send);
		for (const [index, { key }] of batch.entries()) {
			if (found[index].length === 1) profiles.set(key, found[index][0]);
			else if (found[index].length === 0 && strange) unread.set(key, STRANGE);
		}
	};
	const worker = async () => {
		for (const batch of batches) {
			try {
				if (denied === undefined) await read(batch);
			} catch (error) {
				const reason = unreadOf(error);
				if (reason.denied) denied = reason;
				else for (const { key } of batch) unread.set(key, reason);
			}
			if (denied !== undefined) for (const { key } of batch) unread.set(key, denied);
		}
	};
	await Promise.all(Array.from({ length: parallelRequests }, worker));
	return { profiles, unread };
}

const STRANGE: Unread = {
	message: 'Braze’s answer holds something else than users',
	denied: false,
};
