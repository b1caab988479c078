import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import axios from 'axios';

import { komoFormEntry } from '../demo/submission.mts';

/** After this long a caller gives up on an answer and sends again. */
const TIMEOUT_MS = 120_000;
const PAUSE_MS = 250;
/** What n8n answers to every call before its database is ready, with 200: nothing is stored. */
const STARTING = 'n8n is starting up. Please wait';

export interface Sent {
	/** Ids that were answered 2xx. */
	accepted: Set<string>;
	/** The last entry of each user that was answered 2xx, by e-mail address. */
	lastEntries: Map<string, number>;
	/** How often something was sent again. */
	again: number;
	/** Answers by status, `-` for a broken connection. That n8n is starting up is named. */
	answers: Map<string, number>;
	/** What was still not accepted when time was up. */
	givenUp: string[];
}

interface SenderOptions {
	/**
	 * Milliseconds from one entry of a sender to its next, as long as answers come within that time;
	 * 0, the default, for as fast as they come.
	 */
	pace?: number;
	/** Hears how long each accepted answer took, in milliseconds. */
	onAccepted?: (milliseconds: number) => void;
}

let runs = 0;

/**
 * Callers that send form entries as Komo does, and send again whatever is not answered 2xx. Each has
 * a user of its own, whose entries follow one another: the next is sent when the last is accepted.
 */
export function startSenders(
	url: string,
	count: number,
	{ pace = 0, onAccepted }: SenderOptions = {},
) {
	const run = ++runs;
	const agent = new http.Agent({ keepAlive: true });
	const sent: Sent = {
		accepted: new Set(),
		lastEntries: new Map(),
		again: 0,
		answers: new Map(),
		givenUp: [],
	};
	let isOver = false;
	let deadline = Infinity;

	const post = async (entry: object): Promise<boolean> => {
		const options = { httpAgent: agent, timeout: TIMEOUT_MS, validateStatus: null };
		const response = await axios.post<unknown>(url, entry, options).catch(() => undefined);
		const status = response?.status;
		const name = response?.data === STARTING ? `${status} ${STARTING}` : String(status ?? '-');
		sent.answers.set(name, (sent.answers.get(name) ?? 0) + 1);
		return status !== undefined && status >= 200 && status < 300;
	};

	const sender = async (number: number) => {
		// Not all at the same moment.
		await sleep((pace * number) / count);
		for (let entry = 1; !isOver; entry++) {
			const began = Date.now();
			const email = `fan.${run}.${number}@example.com`;
			const id = `${run}-${number}-${entry}`;
			const body = komoFormEntry({ submission_id: id, email, entry: String(entry) });
			while (!(await post(body))) {
				sent.again++;
				if (Date.now() > deadline) {
					sent.givenUp.push(id);
					return;
				}
				await sleep(PAUSE_MS);
			}
			sent.accepted.add(id);
			sent.lastEntries.set(email, entry);
			const taken = Date.now() - began;
			onAccepted?.(taken);
			if (taken < pace) await sleep(pace - taken);
		}
	};

	const senders = Array.from({ length: count }, (_, number) => sender(number));
	return {
		sent,
		/** Waits until so many more are accepted, or the time is over. */
		async untilAccepted(more: number, ms: number) {
			const until = Date.now() + ms;
			const wanted = sent.accepted.size + more;
			while (sent.accepted.size < wanted && Date.now() < until) await sleep(100);
		},
		/** Has each send what it sends until that is accepted, or so many milliseconds are over. */
		async finish(ms: number) {
			isOver = true;
			deadline = Date.now() + ms;
			await Promise.all(senders);
			agent.destroy();
		},
	};
}

export type Senders = ReturnType<typeof startSenders>;
