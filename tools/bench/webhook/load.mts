/*
 * Sends form entries as Komo does, or batches as Currents does, each entry and event with an ID of its
 * own, over many connections, for some seconds or up to an amount, and returns which of them got a 2xx.
 * A process of its own.
 */

import autocannon from 'autocannon';

import { answerParent } from '../child.mts';

/** Longer than any measurement, so that a slow response counts as slow and is not cut off. */
const TIMEOUT_S = 120;
/** Braze sends up to this many events in a request. */
export const CURRENTS_BATCH = 100;

export interface Load {
	seconds: number;
	/** Milliseconds. */
	p50: number;
	/** Milliseconds. */
	p99: number;
	/** Responses. */
	non2xx: number;
	/** The first body of each status that is not 2xx. */
	refusals: Partial<Record<string, string>>;
	/** Broken connections. */
	errors: number;
	/** IDs of submissions and events that got a 2xx. */
	accepted: string[];
	/** How many submissions or events were sent, including those without a response at the end. */
	sent: number;
}

/** Who sends. */
export type Sender = 'Komo' | 'Currents';

interface Job {
	url: string;
	/** Komo by default. */
	sender?: Sender;
	connections: number;
	/** How long it sends, if there is no amount. */
	seconds?: number;
	/** How many requests it sends, however long that takes. */
	amount?: number;
	/** Of the IDs. */
	prefix: string;
}

/** What autocannon keeps from a request to its response. */
interface Context {
	ids?: string[];
}

const entry = (id: string) => ({
	id: `event-${id}`,
	event: 'CompetitionEntrySuccess',
	timestamp: '2026-11-01T09:30:00.000Z',
	site_id: '2d5776b8-158a-4216-aaa1-edbc249e005b',
	site_name: 'Fan hub',
	user_session_id: 'd40cc0e7-7243-4060-a75f-b2062c94462a',
	user_profile_id: '0fdbb943-511c-4220-9266-31465374f43b',
	card_id: 'dd0b77cd-35ca-404e-8b23-1d86a7471f78',
	card_name: 'Grand final quiz',
	card_type: 'Quiz',
	score: '1',
	correct: '1',
	competition_entry_id: `entry-${id}`,
	submission_id: id,
	email: `fan.${id}@example.com`,
	first_name: 'Joe',
	last_name: 'Bloggs',
	optin: 'true',
});

/** As large as Braze's example of a click on an email. */
const click = (id: string) => ({
	event_type: 'users.messages.email.Click',
	id,
	time: 1_767_225_600,
	user: {
		user_id: `braze-${id}`,
		external_user_id: `u-${id}`,
		timezone: 'Australia/Brisbane',
	},
	properties: {
		email_address: `fan.${id}@example.com`,
		url: 'https://example.com/prizes/summer-cup?utm_source=braze&utm_campaign=prize',
		user_agent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15',
		campaign_id: '417220e4-5a2a-b634-7f7d-9ec891532368',
		campaign_name: 'You have won',
		dispatch_id: 'acf471119f7449d579e8089032003ded',
		message_variation_id: '8d3cd0ea-b634-4a5a-9d7f-417220e45a2a',
		send_id: '5f3cd0ea0b634a5a9d7f4172',
		is_suspected_bot_click: false,
	},
});

interface Form {
	/** How many IDs a body holds. */
	batch: number;
	headers: Record<string, string>;
	bodyOf: (ids: string[]) => object;
}

const SENDERS: Record<Sender, Form> = {
	Komo: { batch: 1, headers: {}, bodyOf: ([id]) => entry(id) },
	Currents: {
		batch: CURRENTS_BATCH,
		headers: { 'Braze-Currents-Version': '1' },
		bodyOf: (ids) => ({ events: ids.map(click) }),
	},
};

answerParent(async (job): Promise<Load> => {
	const { url, sender = 'Komo', connections, seconds, amount, prefix } = job as Job;
	const { batch, headers, bodyOf } = SENDERS[sender];
	const accepted: string[] = [];
	const refusals: Partial<Record<string, string>> = {};
	let sent = 0;
	const result = await autocannon({
		url,
		method: 'POST',
		connections,
		...(amount === undefined ? { duration: seconds } : { amount }),
		timeout: TIMEOUT_S,
		excludeErrorStats: true,
		headers: { 'Content-Type': 'application/json', ...headers },
		requests: [
			{
				setupRequest: (request, context: Context) => {
					const first = sent;
					sent += batch;
					context.ids = Array.from({ length: batch }, (_, index) => `${prefix}-${first + index}`);
					return { ...request, body: JSON.stringify(bodyOf(context.ids)) };
				},
				onResponse: (status, body, context: Context) => {
					if (status >= 200 && status < 300 && context.ids) accepted.push(...context.ids);
					else refusals[status] ??= body.slice(0, 200);
				},
			},
		],
	});
	const { latency, non2xx, errors, duration } = result;
	return {
		seconds: duration,
		p50: latency.p50,
		p99: latency.p99,
		non2xx,
		refusals,
		errors,
		accepted,
		sent,
	};
});
