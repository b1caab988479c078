import type { Client, StopReason } from '../../api/client';
import { readProfiles } from '../../api/profiles';
import type { Outcomes } from '../../batch/outcomes';
import type { Planned } from '../../batch/plan';
import { byKey, keyOf } from '../../model/user';
import type { Addressed } from './addressed';

/** What is left to send. */
export interface Known {
	known: Array<Planned<Addressed>>;
	/** Why no users could be read, if the key may not. */
	stopReason?: StopReason;
}

/**
 * Reads the users, 50 a request, and rejects items whose user is not in Braze, which Braze would skip
 * without a word. Of an address with several profiles it is told; where it could not be found out, the
 * item is not sent.
 *
 * @param client one for reading alone
 */
export async function rejectUnknown(
	items: ReadonlyArray<Planned<Addressed>>,
	outcomes: Outcomes,
	client: Client,
): Promise<Known> {
	const checked = items.filter(({ prepared }) => !prepared.creates);
	const users = byKey(checked.map(({ prepared: { user } }) => user));
	const { profiles, shared, unread } = await readProfiles(users.values(), [], client);
	const known = items.filter(({ item, prepared: { creates, user } }) => {
		if (creates) return true;
		const key = keyOf(user);
		const why = unread.get(key);
		if (why !== undefined) {
			outcomes.rejectItem(item, `"Check That Users Exist" has to read the users first: ${why}`);
			return false;
		}
		const count = profiles.has(key) ? 1 : (shared.get(key)?.length ?? 0);
		if (count === 0) {
			outcomes.rejectItem(item, 'The user is not in Braze, so nobody would get it.');
		} else if (count > 1) {
			outcomes.warnItem(
				item,
				`${count} profiles have this ${user.by}. Which Profile decides; if several still match, Braze sends nothing.`,
			);
		}
		return count > 0;
	});
	const denied = client.stopReason?.status === undefined ? undefined : client.stopReason;
	return { known, stopReason: denied };
}
