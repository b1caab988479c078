import type { Client, StopReason } from '../../api/client';
import { EXPORT_PERMISSION, exportBatches } from '../../api/exportUsers';
import type { Outcomes } from '../../batch/outcomes';
import type { UserIdentifier } from '../../model/identifier';
import type { Planned } from '../../batch/plan';
import { lookUp } from '../user/get/lookUp';
import type { Addressed } from './addressed';

/** What is left to send. */
export interface Known {
	known: Array<Planned<Addressed>>;
	/** Why no users could be read, if the key may not. */
	stopReason?: StopReason;
}

/** How many profiles a user has; why that is not known. */
type Profiles = number | string;

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
	const users = new Map(checked.map(({ prepared: { user } }) => [user.key, user]));
	const profiles = await countProfiles(users.values(), client);
	const known = items.filter(({ item, prepared: { creates, user } }) => {
		if (creates) return true;
		const count = profiles.get(user.key) ?? 0;
		if (typeof count === 'string') {
			outcomes.rejectItem(item, `"Check That Users Exist" has to read the users first: ${count}`);
			return false;
		}
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

async function countProfiles(
	users: Iterable<UserIdentifier>,
	client: Client,
): Promise<Map<string, Profiles>> {
	const profiles = new Map<string, Profiles>();
	await client.forEach(exportBatches(users), async (batch) => {
		const found = await lookUp(batch, [], async (request) => {
			const answer = await client.send({
				request,
				permission: EXPORT_PERMISSION,
				idempotent: true,
			});
			if (answer.kind !== 'taken') throw new NotRead(answer.message);
			return answer;
		}).catch(asNotRead);
		for (const [index, { key }] of batch.entries()) {
			const count = found instanceof NotRead ? found.message : found[index]?.length;
			profiles.set(key, count ?? "Braze's response contains something other than users");
		}
	});
	return profiles;
}

/** Why a request was not answered. */
class NotRead extends Error {}

/** Only what Braze did is a failed read; a cancelled execution, or a mistake of ours, is none. */
function asNotRead(error: unknown): NotRead {
	if (error instanceof NotRead) return error;
	throw error;
}
