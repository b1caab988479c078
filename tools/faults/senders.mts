import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import axios from 'axios';

import { komoFormEntry } from '../demo/submission.mts';

/** After this long a caller gives up on a response and sends again. */
const TIMEOUT_MS = 120_000;
const PAUSE_MS = 250;
/** What n8n responds to every call with before its database is ready, at status 200: nothing is stored. */
const STARTING = 'n8n is starting up. Please wait';

/** What is sent in one request, and sent again until it gets a 2xx. */
export interface Parcel {
	/** Of the submissions or events in it. */
	ids: string[];
	/** Whom it is about. */
	emails: string[];
	send: () => Promise<Reply>;
}

export interface Reply {
	isAccepted: boolean;
	/** The status of each response, in order; `-` for a broken connection. */
	responses: string[];
}

/** @returns a sender's parcel by its number; entries count from 1 */
export type Pack = (sender: number, entry: number) => Parcel;

/** When a call began and ended, in milliseconds since 1970. */
export interface Call {
	from: number;
	to: number;
}

export interface Sent {
	/** IDs that got a 2xx. */
	accepted: Set<string>;
	/** The last entry of each user that got a 2xx, by email address. */
	lastEntries: Map<string, number>;
	/** How often something was sent again. */
	again: number;
	/** By ID, the calls with a response other than 2xx, or none. */
	unaccepted: Map<string, Call[]>;
	/** How many responses had a status, `-` for a broken connection. That n8n is starting up is named. */
	responses: Map<string, number>;
	/** What was still not accepted when time was up. */
	givenUp: string[];
}

interface SenderOptions {
	/**
	 * Milliseconds from one entry of a sender to its next, as long as responses come within that time;
	 * 0, the default, for as fast as they come.
	 */
	pace?: number;
	/** Of each call. */
	headers?: Record<string, string>;
	/** Gets the milliseconds from the first call with a parcel until it was accepted. */
	onAccepted?: (milliseconds: number) => void;
}

let runs = 0;

/**
 * Callers that send form entries as Komo does, and send again whatever gets no 2xx. Each has a user of
 * its own, whose entries follow one another: the next is sent when the last is accepted.
 */
export function startSenders(url: string, count: number, options: SenderOptions = {}) {
	const run = ++runs;
	const agent = new http.Agent({ keepAlive: true });

	const post = async (entry: object): Promise<Reply> => {
		const { headers } = options;
		const response = await axios
			.post<unknown>(url, entry, {
				headers,
				httpAgent: agent,
				timeout: TIMEOUT_MS,
				validateStatus: null,
			})
			.catch(() => undefined);
		const status = response?.status;
		const name = response?.data === STARTING ? `${status} ${STARTING}` : String(status ?? '-');
		return {
			isAccepted: status !== undefined && status >= 200 && status < 300,
			responses: [name],
		};
	};

	const pack: Pack = (number, entry) => {
		const email = `fan.${run}.${number}@example.com`;
		const id = `${run}-${number}-${entry}`;
		// (The last two are what the templates map.)
		const answers = { email, entry: String(entry), card_name: id, first_name: String(entry) };
		const body = komoFormEntry({ submission_id: id, ...answers });
		return { ids: [id], emails: [email], send: async () => await post(body) };
	};

	const callers = startCallers(pack, count, options);
	return {
		...callers,
		async finish(ms: number) {
			await callers.finish(ms);
			agent.destroy();
		},
	};
}

/** Callers that each send one parcel after another, and send again what is not accepted. */
export function startCallers(
	pack: Pack,
	count: number,
	{ pace = 0, onAccepted }: SenderOptions = {},
) {
	const sent: Sent = {
		accepted: new Set(),
		lastEntries: new Map(),
		again: 0,
		unaccepted: new Map(),
		responses: new Map(),
		givenUp: [],
	};
	let isOver = false;
	let deadline = Infinity;

	/** @returns whether it was accepted this time */
	const send = async (parcel: Parcel): Promise<boolean> => {
		const from = Date.now();
		const { isAccepted, responses } = await parcel.send();
		for (const name of responses) sent.responses.set(name, (sent.responses.get(name) ?? 0) + 1);
		sent.again += responses.length - 1;
		if (!isAccepted || !responses.every((name) => name.startsWith('2'))) {
			const call = { from, to: Date.now() };
			for (const id of parcel.ids) {
				sent.unaccepted.set(id, [...(sent.unaccepted.get(id) ?? []), call]);
			}
		}
		return isAccepted;
	};

	const caller = async (number: number) => {
		// So that they don't all send at the same moment.
		await sleep((pace * number) / count);
		for (let entry = 1; !isOver; entry++) {
			const began = Date.now();
			const parcel = pack(number, entry);
			while (!(await send(parcel))) {
				sent.again++;
				if (Date.now() > deadline) {
					sent.givenUp.push(...parcel.ids);
					return;
				}
				await sleep(PAUSE_MS);
			}
			for (const id of parcel.ids) sent.accepted.add(id);
			for (const email of parcel.emails) sent.lastEntries.set(email, entry);
			const taken = Date.now() - began;
			onAccepted?.(taken);
			if (taken < pace) await sleep(pace - taken);
		}
	};

	const callers = Array.from({ length: count }, (_, number) => caller(number));
	return {
		sent,
		/** Waits until this many more are accepted, for at most this many milliseconds. */
		async untilAccepted(more: number, ms: number) {
			const until = Date.now() + ms;
			const wanted = sent.accepted.size + more;
			while (sent.accepted.size < wanted && Date.now() < until) await sleep(100);
		},
		/** Has each caller end once its parcel is accepted, or at its first failure after this many milliseconds. */
		async finish(ms: number) {
			isOver = true;
			deadline = Date.now() + ms;
			await Promise.all(callers);
		},
	};
}

export type Senders = ReturnType<typeof startCallers>;
