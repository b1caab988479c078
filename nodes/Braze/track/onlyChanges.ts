import type { Client, StopReason } from '../api/client';
import { dropUnchanged, fieldsToExport } from './changes';
import type { UserChange } from './combine';
import { readProfiles } from '../api/profiles';

/** What is left to send, and what to say about the items. */
export interface Remaining {
	changes: readonly UserChange[];
	/** By item. */
	warnings: Map<number, string>;
	/** Items that are not sent, and why. */
	rejected: Map<number, string>;
	/** Why, if the key may not read users. */
	denied?: StopReason;
}

/**
 * Reads the users, and leaves out what Braze has. Users who could not be read for a reason that passes
 * are sent whole; if the key may not read at all, their items are not sent.
 *
 * @param client one for reading alone: a key that may not read can still write
 */
export async function onlyChanges(
	changes: readonly UserChange[],
	client: Client,
): Promise<Remaining> {
	const compared = changes.filter((change) => fieldsToExport([change]).length > 0);
	const warnings = new Map<number, string>();
	const rejected = new Map<number, string>();
	if (compared.length === 0) return { changes, warnings, rejected };
	const users = new Map(compared.map(({ user }) => [user.key, user]));
	const fields = [...fieldsToExport(compared), 'braze_id'];
	const { profiles, unread } = await readProfiles(users.values(), fields, client);
	const denied = client.stopReason?.status === undefined ? undefined : client.stopReason;
	for (const { item, user } of compared) {
		const reason = unread.get(user.key);
		if (reason === undefined) continue;
		if (denied === undefined) {
			warnings.set(item, `The user could not be read, so all values were sent: ${reason}`);
		} else {
			const why = `"Send Only Changes" has to read the users first: ${reason}`;
			rejected.set(item, why);
		}
	}
	const allowed = changes.filter(({ item }) => !rejected.has(item));
	return { changes: dropUnchanged(allowed, profiles), warnings, rejected, denied };
}
