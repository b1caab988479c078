import type { Client } from '../../api/client';
import { lookUntil } from '../../api/lookUntil';
import { readProfiles } from '../../api/profiles';
import type { ReadBack, Verify } from '../../batch/plan';
import type { UserIdentifier } from '../../model/identifier';
import type { UserChange } from '../combine';
import { fieldsShowing } from '../stored';
import { COUNTED } from './activityProof';
import { judge, type Judgement } from './judge';

const COUNTED_FIELDS = Object.values(COUNTED).map(({ exported }) => exported);

/** Why Braze may not show what it took. */
const REASONS =
	'Possible reasons: its type is forced in Braze and it was converted or dropped, it is blocklisted, over a limit, the profile was merged, another system changed it, or it is not there yet';

/**
 * Gets ready to verify what is about to be sent: counts are read before, so that they can be compared.
 * Nothing is ever sent twice because of it, and a read that fails costs nothing but the proof.
 *
 * @param changes everything that is sent, in item order
 * @param seconds how long to look at most, once all is sent
 * @param client for reading alone: a key that may not read can still write
 */
export async function prepareVerify(
	changes: readonly UserChange[],
	seconds: number,
	client: Client,
): Promise<Verify> {
	const counting = changes.filter(({ events, purchases }) => events.length + purchases.length > 0);
	const users = new Map(counting.map(({ user }) => [user.key, user]));
	const before = await readProfiles(users.values(), [...COUNTED_FIELDS, 'braze_id'], client);
	const unreadBefore = new Set([...before.unread.keys(), ...before.shared]);
	const names = new Set(changes.flatMap(({ attributes = {} }) => Object.keys(attributes)));
	const counted = counting.length > 0 ? COUNTED_FIELDS : [];
	const fields = [...fieldsShowing(names), ...counted, 'braze_id'].sort();
	return async (taken) => {
		const sent = changes.map((change) => ({ change, isTaken: taken.has(change.item) }));
		const takenUsers = changes.flatMap(({ item, user }) => (taken.has(item) ? [user] : []));
		const readBacks = new Map<number, ReadBack>();
		await lookUntil(
			takenUsers,
			fields,
			seconds,
			({ profiles, unread, now }) => {
				const readings = {
					before: before.profiles,
					unreadBefore,
					after: profiles,
					unread: new Set(unread.keys()),
					now,
				};
				const judgements = judge(sent, readings);
				const waiting: UserIdentifier[] = [];
				for (const { item, user } of changes) {
					const judgement = judgements.get(item);
					if (judgement === undefined) continue;
					if (judgement.unverified.length > 0) waiting.push(user);
					readBacks.set(item, readBackOf(judgement, seconds, unread.get(user.key)));
				}
				return waiting;
			},
			client,
		);
		return readBacks;
	};
}

function readBackOf(judgement: Judgement, seconds: number, unreadWhy?: string): ReadBack {
	const { verified, unverified, unverifiable, isOverridden } = judgement;
	const shown = Object.entries(verified).filter(([, names]) => names.length > 0);
	const after = `after ${seconds} ${seconds === 1 ? 'second' : 'seconds'}. ${REASONS}.`;
	return {
		applied: shown.length > 0 && unverified.length === 0 && !isOverridden,
		outcome: {
			...(shown.length > 0 && { verified: Object.fromEntries(shown) }),
			...(unverified.length > 0 && { unverified: unverified.map(({ name }) => name) }),
			...(unverifiable.length > 0 && { unverifiable }),
		},
		warnings: [
			...unverified.map(({ message }) => `${message} ${after}`),
			...(unreadWhy === undefined ? [] : [`The user could not be read back: ${unreadWhy}`]),
		],
	};
}
