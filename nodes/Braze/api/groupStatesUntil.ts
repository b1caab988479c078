import { groupBy } from '../model/maps';
import { keyOf } from '../model/user';
import type { Client } from './client';
import { type GroupMember, readGroupStates } from './groupStates';
import { nextWait } from './lookUntil';

/** A state that an item has set. */
export interface ExpectedState {
	group: string;
	member: GroupMember;
	state: string;
}

/**
 * What Braze shows: the state, another one, or none that could be read; or a later item has overridden it.
 */
export type StateSeen = 'shown' | 'overridden' | { held: string } | { unread: string | undefined };

/** The first wait between two reads, in milliseconds; each following one is twice as long. */
const FIRST_WAIT = 500;

/**
 * Reads the states of subscription groups until they are as they were set, or the time is up, but at least once. A
 * failed read only leaves its states unknown.
 *
 * @param expected in the order in which they were set: of the same member and group, the last one counts
 * @param seconds how long to read at most, from `start` on (milliseconds since 1970)
 * @param client used only for reading
 * @returns what Braze shows for each
 */
export async function groupStatesUntil<Expected extends ExpectedState>(
	expected: readonly Expected[],
	{ seconds, start }: { seconds: number; start: number },
	client: Client,
): Promise<Map<Expected, StateSeen>> {
	const seen = new Map<Expected, StateSeen>();
	const last = new Map<string, Expected>();
	const idOf = ({ group, member }: Expected) => JSON.stringify([group, keyOf(member)]);
	for (const one of expected) last.set(idOf(one), one);
	const deadline = start + seconds * 1000;
	let open = [...last.values()];
	for (let wait = FIRST_WAIT; open.length > 0; wait = nextWait(wait, seconds)) {
		const isLastLook = client.now() >= deadline;
		for (const [group, some] of groupBy(open, ({ group: id }) => id)) {
			await look(group, some, seen, client);
		}
		open = open.filter((one) => isDifferent(seen.get(one)));
		if (isLastLook || client.stopReason !== undefined) break;
		if (open.length > 0) await client.rest(Math.max(0, Math.min(wait, deadline - client.now())));
	}
	return new Map(
		expected.map((one) => {
			const latest = last.get(idOf(one)) ?? one;
			const isLatest = latest.state === one.state;
			return [one, isLatest ? (seen.get(latest) ?? { unread: undefined }) : 'overridden'];
		}),
	);
}

async function look<Expected extends ExpectedState>(
	group: string,
	expected: readonly Expected[],
	seen: Map<Expected, StateSeen>,
	client: Client,
): Promise<void> {
	const members = expected.map(({ member }) => member);
	const { states, refusal } = await readGroupStates(group, members, client);
	for (const one of expected) {
		const held = states.get(keyOf(one.member));
		if (held === undefined) seen.set(one, { unread: refusal });
		else seen.set(one, held === one.state ? 'shown' : { held });
	}
}

function isDifferent(seen: StateSeen | undefined): boolean {
	return typeof seen === 'object' && 'held' in seen;
}
