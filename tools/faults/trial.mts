import { setTimeout as sleep } from 'node:timers/promises';

import type { Ledger } from './ledger.mts';
import type { Scenario, Target } from './scenarios.mts';
import type { Senders, Sent } from './senders.mts';
import type { Receiver } from './workflow.mts';

/** What came of one scenario. */
export interface Outcome {
	scenario: string;
	receiver: Receiver;
	/** Submissions, or events of Currents, that got a 2xx. */
	accepted: number;
	/** Of these, those that Braze never accepted and that aren't left to a person. */
	lost: string[];
	/** Those that are left to a person: no workflow does anything about them. */
	left: string[];
	/** Of these, those that Braze has accepted all the same. */
	leftDone: string[];
	/** Users whose profile does not hold their last accepted entry. */
	wrong: string[];
	/** Those whose event Braze accepted more than once. */
	doubled: string[];
	/** Of these, those that never got anything but a 2xx. */
	unexplained: string[];
	/** How often something was sent again. */
	again: number;
	/** Sent again until time was up, and still not accepted. */
	givenUp: string[];
	responses: Record<string, number>;
	seconds: number;
}

/** A trigger, and what calls it. */
export interface Caller {
	receiver: Receiver;
	start: () => Senders;
	/** Accepted before the harm is done, and after it is mended. */
	wanted: number;
	/** Reads the IDs of what is left to a person. */
	readLeft?: () => Promise<string[]>;
}

const MOST_MS = 150_000;
const QUIET_MS = 15_000;
const MOST_QUIET_MS = 120_000;

/**
 * Sends while harm is done, until everything that was sent is accepted; then compares what got a 2xx
 * with what Braze has.
 *
 * @param recover runs before the comparison
 */
export async function tryOut(
	scenario: Scenario,
	{ receiver, start, wanted, readLeft }: Caller,
	{ target, ledger }: { target: Target; ledger: Ledger },
	recover?: () => Promise<void>,
): Promise<Outcome> {
	const began = Date.now();
	const senders = start();
	const { sent } = senders;
	try {
		await senders.untilAccepted(wanted, MOST_MS);
		await scenario.harm(target);
		await senders.untilAccepted(wanted, MOST_MS);
	} finally {
		await senders.finish(MOST_MS);
	}
	await recover?.();
	const waits = receiver.endsWith('lastNode');
	// Where the response waits for the workflow, everything is there already.
	if (!waits) await untilQuiet(ledger, sent.accepted);
	const left = (await readLeft?.())?.filter((id) => sent.accepted.has(id)) ?? [];
	return {
		scenario: scenario.name,
		receiver,
		accepted: sent.accepted.size,
		...compareWithBraze(sent, ledger, left),
		left,
		leftDone: left.filter((id) => ledger.submissions.has(id)),
		again: sent.again,
		givenUp: sent.givenUp,
		responses: Object.fromEntries(sent.responses),
		seconds: Math.round((Date.now() - began) / 1000),
	};
}

/**
 * @param left the IDs of what is left to a person
 * @returns what is amiss with what got a 2xx: by ID, `wrong` by email address
 */
export function compareWithBraze(
	{ accepted, lastEntries, unaccepted }: Sent,
	ledger: Ledger,
	left: string[] = [],
) {
	const ids = [...accepted];
	const isLeft = new Set(left);
	const doubled = ids.filter((id) => (ledger.submissions.get(id)?.length ?? 0) > 1);
	return {
		lost: ids.filter((id) => !ledger.submissions.has(id) && !isLeft.has(id)),
		wrong: [...lastEntries]
			.filter(([email, entry]) => ledger.lastEntries.get(email) !== entry)
			.map(([email]) => email),
		doubled,
		unexplained: doubled.filter((id) => !unaccepted.has(id)),
	};
}

/** Waits until all have arrived, or none has for a while. */
async function untilQuiet({ submissions }: Ledger, accepted: Set<string>) {
	const end = Date.now() + MOST_QUIET_MS;
	let [known, since] = [-1, Date.now()];
	while (Date.now() < end && Date.now() - since < QUIET_MS) {
		if ([...accepted].every((id) => submissions.has(id))) return;
		if (submissions.size !== known) [known, since] = [submissions.size, Date.now()];
		await sleep(200);
	}
}
