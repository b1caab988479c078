import { setTimeout as sleep } from 'node:timers/promises';
import axios from 'axios';

import { komoFormEntry } from '../../demo/submission.mts';
import type { Braze } from '../braze.mts';
import { startSenders } from '../senders.mts';
import type { World } from '../worlds.mts';
import { judge, type LettersOutcome } from './outcome.mts';
import { rowsInTheEnd } from './rows.mts';
import { publishTemplates, type Waits } from './templates.mts';

/** How many senders, and how long each phase lasts, in milliseconds. */
export interface LettersPlan {
	senders: number;
	/** Without faults, before and after the others. */
	calm: number;
	down: number;
	limited: number;
	refusing: number;
	waits: Waits;
}

/** The first wait is the templates' own; their later ones would take a day. */
export const FULL: LettersPlan = {
	senders: 40,
	calm: 10_000,
	down: 60_000,
	limited: 30_000,
	refusing: 40_000,
	waits: { look: 15, first: 60, next: 15, lease: 120 },
};

export const QUICK: LettersPlan = {
	senders: 20,
	calm: 3_000,
	down: 30_000,
	limited: 5_000,
	refusing: 15_000,
	waits: { look: 3, first: 15, next: 5, lease: 40 },
};

/** From one entry of a sender to its next: too fast for rows to be sent again one at a time. */
const PACE_MS = 1_000;
const FINISH_MS = 150_000;
const MOST_MS = 480_000;
/** How long the killed services are away. */
const AWAY_MS = 2_000;

/**
 * Tries the templates *Live event* and *Keep and send again* while Braze is down, then limits the rate,
 * then refuses every tenth object once, and n8n is killed twice.
 *
 * @param victims names of the services that are killed, the first time and the second
 */
export async function tryDeadLetters(
	{ api, url, services }: World,
	braze: Braze,
	victims: [string[], string[]],
	plan: LettersPlan,
): Promise<LettersOutcome & { seconds: number }> {
	const { ledger } = braze;
	const { path, headers } = await publishTemplates(api, braze, plan.waits);
	const address = `${url}/webhook/${path}`;
	const hopeless = await sendHopeless(address, headers, ledger.refuseAlways);
	const senders = startSenders(address, plan.senders, { pace: PACE_MS, headers });
	const began = Date.now();
	const kills: number[] = [];
	const kill = async (names: string[]) => {
		const killed = services.filter(({ name }) => names.includes(name));
		if (killed.length !== names.length) throw new Error(`There is no ${names.join(', ')} here.`);
		kills.push(Date.now());
		await Promise.all(killed.map((service) => service.kill()));
		await sleep(AWAY_MS);
		await Promise.all(killed.map((service) => service.start()));
	};
	try {
		await sleep(plan.calm);
		await ledger.misbehave('down');
		// (So late that the node has given up on what failed first.)
		await Promise.all([sleep(plan.down), sleep((plan.down * 2) / 3).then(() => kill(victims[0]))]);
		await ledger.misbehave('rate limited throughout');
		await sleep(plan.limited);
		await ledger.misbehave('refusing');
		await Promise.all([
			sleep(plan.refusing),
			sleep(plan.refusing / 2).then(() => kill(victims[1])),
		]);
		await ledger.misbehave('none');
		await sleep(plan.calm);
	} finally {
		await ledger.misbehave('none');
		await senders.finish(FINISH_MS);
	}
	const rows = await rowsInTheEnd(api, MOST_MS);
	const held = await readEntries(braze.url);
	const seconds = Math.round((Date.now() - began) / 1000);
	return { ...judge({ sent: senders.sent, ledger, rows, kills, hopeless, held }), seconds };
}

const EACH = 3;

/** Submissions that can never pass: without an email, and of users that Braze never takes. @returns their IDs */
async function sendHopeless(
	url: string,
	headers: Record<string, string>,
	refuse: (alias: string) => void,
): Promise<string[]> {
	const ids: string[] = [];
	for (let number = 1; number <= 2 * EACH; number++) {
		const email = number <= EACH ? '' : `refused.${number}@example.com`;
		if (email !== '') refuse(email);
		const body = komoFormEntry({ submission_id: `hopeless-${number}`, email });
		await axios.post(url, body, { headers });
		ids.push(body.submission_id);
	}
	return ids;
}

/** @returns the number of the entry that each profile holds, by email */
async function readEntries(sandbox: string): Promise<Map<string, number>> {
	const { data } = await axios.get<{ profiles: Array<{ email?: string; first_name?: string }> }>(
		`${sandbox}/_sandbox/profiles`,
	);
	return new Map(data.profiles.map(({ email = '', first_name: name }) => [email, Number(name)]));
}
