import type { Client, StopReason } from '../api/client';
import { type ReadProfiles, readProfiles } from '../api/profiles';
import { byKey, keyOf } from '../model/user';
import { dropUnchanged, fieldsToExport } from './changes';
import type { UserChange } from './combine';
import { dropStale } from './newest';
import type { TrackOptions } from './options';

/** What is left to send, and what to say about the items. */
interface Remaining {
	changes: readonly UserChange[];
	/** By item. */
	warnings: Map<number, string>;
	/** Items whose attributes are older than what Braze has, and what to say about it. */
	stale: ReadonlyMap<number, string>;
	/** Items that are not sent, and why. */
	rejected: Map<number, string>;
	/** Why, if the key may not read users. */
	denied?: StopReason;
}

/**
 * Reads the users once, and leaves out what Braze has, and what is older than that. If users cannot be
 * read for a temporary reason, what Braze may have already is sent; what might be older is not. If the key
 * may not read users, nothing that has to be compared is sent.
 *
 * @param client one for reading alone: a key that may not read can still write
 */
export async function withoutHeld(
	changes: readonly UserChange[],
	{ sendOnlyChanges }: Pick<TrackOptions, 'sendOnlyChanges'>,
	client: Client,
): Promise<Remaining> {
	const compared = changes.filter(
		(change) => isTimed(change) || (sendOnlyChanges && fieldsToExport([change]).length > 0),
	);
	const warnings = new Map<number, string>();
	const rejected = new Map<number, string>();
	const users = byKey(compared.map(({ user }) => user));
	const fields = new Set(sendOnlyChanges ? fieldsToExport(compared) : []);
	if (compared.some(isTimed)) fields.add('custom_attributes');
	const read = await readProfiles(users.values(), [...[...fields].sort(), 'braze_id'], client);
	const { profiles, unread } = read;
	const denied = client.stopReason?.status === undefined ? undefined : client.stopReason;
	for (const change of compared) {
		const { item, user } = change;
		const reason = unread.get(keyOf(user));
		if (reason === undefined) continue;
		if (denied === undefined && !isTimed(change)) {
			warnings.set(item, `The user could not be read, so all values were sent: ${reason}`);
		} else {
			const option = isTimed(change) ? 'Skip Older Data' : 'Send Only Changes';
			rejected.set(item, `"${option}" has to read the users first: ${reason}`);
		}
	}
	const left = changes.filter(({ item }) => !rejected.has(item));
	const { stale, ...newest } = dropStale(left, profiles);
	for (const [item, warning] of newest.warnings) warnings.set(item, warning);
	for (const [item, warning] of ofShared(left, read)) warnings.set(item, warning);
	const changed = sendOnlyChanges ? dropUnchanged(newest.changes, profiles) : newest.changes;
	return { changes: changed, warnings, stale, rejected, denied };
}

/** Whether a change has attributes that may be older than what Braze has. */
export function isTimed({ attributes, moment }: UserChange): boolean {
	return attributes !== undefined && moment !== undefined;
}

/** Braze picks one of several profiles itself. */
function ofShared(changes: readonly UserChange[], { shared }: ReadProfiles): Map<number, string> {
	const warning =
		'Skip Older Data: several profiles have this email or phone, so it is unknown whether Braze has newer data. The attributes were sent.';
	const theirs = changes.filter((change) => isTimed(change) && shared.has(keyOf(change.user)));
	return new Map(theirs.map(({ item }) => [item, warning]));
}
