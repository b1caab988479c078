import type { Client } from '../api/client';
import { lookUntil, type Seen } from '../api/lookUntil';
import { type ExportedProfile, type ReadProfiles, readProfiles } from '../api/profiles';
import { byKey, keyOf, type User } from '../model/user';
import { inSeconds } from '../model/wording';
import type { Planned, PreparedItem, ReadBack, Verify } from './plan';

/** Returns a user's profiles: none if the user is not in Braze, undefined if that is unknown. */
export type Look = (user: User) => readonly ExportedProfile[] | undefined;

/** What profiles say about an item: they show it, they cannot show it, or they show something else. */
type Verdict = 'shown' | 'invisible' | Difference;

/** What profiles show instead of the change. */
export interface Difference {
	/** E.g. `No user has the new external ID`. */
	message: string;
	/** Possible reasons, as whole sentences. */
	reasons: string;
	/** Whether waiting would not help, so that no further look is needed. */
	isFinal?: boolean;
}

/** How to tell from profiles whether an item's change was made. */
export interface Proof {
	/** What the outcome calls it, e.g. `external_id`. */
	name: string;
	/** Whose profiles are read, before and after. */
	users: readonly User[];
	/** The item's ordering keys that afterwards identify another user, or none. */
	moves: readonly string[];
	/** Pure; `before` is from before anything was sent. */
	judge: (before: Look, after: Look) => Verdict;
}

/** An item whose change can be seen in profiles. */
export interface ProvableItem extends PreparedItem {
	proof: Proof;
}

/** The field that tells profiles apart; external IDs and aliases are always exported. */
const FIELDS = ['braze_id'];

/**
 * Prepares to verify items by their users' profiles, which are read before anything is sent and then
 * repeatedly afterwards. Nothing is resent because of it, and a failed read costs only the proof.
 *
 * @param seconds how long to look at most, once everything is sent
 * @param client used only for reading: a key that may not read can still write
 */
export async function prepareProofs(
	items: ReadonlyArray<Planned<ProvableItem>>,
	seconds: number,
	client: Client,
): Promise<Verify> {
	const before = await readProfiles(usersOf(items), FIELDS, client);
	const movers = moversOf(items);
	return async (taken) => {
		const verdicts = new Map<number, Verdict>();
		const unread = new Map<number, string | undefined>();
		const takenItems = items.filter(({ item }) => taken.has(item));
		let open = takenItems;
		const look = (seen: Seen): Iterable<User> => {
			open = open.filter(({ item, prepared }) => {
				const verdict = verdictOn(item, prepared, { before, after: seen, movers });
				verdicts.set(item, verdict);
				const why = prepared.proof.users.map((user) => {
					const key = keyOf(user);
					return seen.unread.get(key) ?? before.unread.get(key);
				});
				unread.set(
					item,
					why.find((one) => one !== undefined),
				);
				return typeof verdict === 'object' && verdict.isFinal !== true;
			});
			return usersOf(open);
		};
		await lookUntil(usersOf(open), FIELDS, seconds, look, client);
		return new Map(
			takenItems.map(({ item, prepared: { proof } }) => {
				const verdict = verdicts.get(item) ?? 'invisible';
				return [item, readBackOf(proof.name, verdict, seconds, unread.get(item))];
			}),
		);
	};
}

function usersOf(items: ReadonlyArray<Planned<ProvableItem>>): Iterable<User> {
	return byKey(items.flatMap(({ prepared: { proof } }) => proof.users)).values();
}

/** The first and the last item that moves each key. */
type Movers = ReadonlyMap<string, { first: number; last: number }>;

function moversOf(items: ReadonlyArray<Planned<ProvableItem>>): Movers {
	const movers = new Map<string, { first: number; last: number }>();
	for (const { item, prepared } of items) {
		for (const key of prepared.proof.moves) {
			movers.set(key, { first: movers.get(key)?.first ?? item, last: item });
		}
	}
	return movers;
}

/** If an earlier item moves a user, the state before proves nothing; if a later one does, nor does a difference. */
function verdictOn(
	item: number,
	{ orderingKeys = [], proof }: ProvableItem,
	{ before, after, movers }: { before: ReadProfiles; after: ReadProfiles; movers: Movers },
): Verdict {
	const others = orderingKeys.flatMap((key) => movers.get(key) ?? []);
	const isNotFirst = others.some(({ first }) => first < item);
	const isNotLast = others.some(({ last }) => last > item);
	const then: Look = isNotFirst ? () => undefined : lookAt(before);
	const verdict = proof.judge(then, lookAt(after));
	return isNotLast && typeof verdict === 'object' ? 'invisible' : verdict;
}

function lookAt({ profiles, shared, unread }: ReadProfiles): Look {
	return (user) => {
		const key = keyOf(user);
		if (unread.has(key)) return undefined;
		const profile = profiles.get(key);
		return profile === undefined ? (shared.get(key) ?? []) : [profile];
	};
}

function readBackOf(name: string, verdict: Verdict, seconds: number, unreadWhy?: string): ReadBack {
	if (verdict === 'shown') {
		return { applied: true, outcome: { verified: { user: [name] } }, warnings: [] };
	}
	if (verdict === 'invisible') {
		const why = unreadWhy === undefined ? [] : [`The user could not be read back: ${unreadWhy}`];
		return { applied: false, outcome: { unverifiable: [name] }, warnings: why };
	}
	const { message, reasons, isFinal } = verdict;
	const after = isFinal === true ? '' : ` after ${inSeconds(seconds)}`;
	return {
		applied: false,
		outcome: { unverified: [name] },
		warnings: [`${message}${after}. ${reasons}`],
	};
}
