import type { Client, StopReason } from '../../api/client';
import { EXPORT_PERMISSION } from '../../api/exportUsers';
import { readProfiles } from '../../api/profiles';
import type { Outcomes } from '../../batch/outcomes';
import type { Plan, Planned, Planning, PreparedItem } from '../../batch/plan';
import { planInOrder } from '../../batch/planInOrder';
import type { Endpoint } from '../../batch/types';
import { byKey, keyOf, type User } from '../../model/user';

/** An item, with what shows whether it repeats another one, and whether its user exists. */
export interface Addressed extends PreparedItem {
	user: User;
	/** Whether Braze creates an unknown user. */
	creates: boolean;
	/** The ID of the campaign or Canvas. */
	target: string;
	/** The email address that the message goes to, if the item has one. */
	address?: string;
}

/** What is left to send. */
interface Known {
	known: Array<Planned<Addressed>>;
	/** Why no users could be read, if the key may not. */
	stopReason?: StopReason;
}

/** Plans items in their order; with "Check That Users Exist", only those whose user is in Braze. */
export async function planForExisting(
	items: ReadonlyArray<Planned<Addressed>>,
	endpoint: Endpoint,
	{ options, outcomes, createClient }: Planning,
): Promise<Plan> {
	if (options.checkUsersExist !== true) return await planInOrder(items, endpoint);
	const client = createClient(EXPORT_PERMISSION);
	const { known, stopReason } = await rejectUnknown(items, outcomes, client);
	return { ...(await planInOrder(known, endpoint)), stopReason };
}

/**
 * Reads the users, 50 a request, and rejects items whose user is not in Braze, which Braze would silently
 * skip. Items with an email of several profiles get a warning; items whose user could not be read are
 * not sent.
 *
 * @param client used only for reading
 */
async function rejectUnknown(
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
