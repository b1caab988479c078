/*
 * Sends form entries as Komo does, each with a submission id of its own, over many connections for
 * some seconds, and tells which of them were answered 2xx. A process of its own.
 */

import autocannon from 'autocannon';

import { answerParent } from '../child.mts';

/** Longer than any measurement: a slow answer is to be counted as slow, not cut off. */
const TIMEOUT_S = 120;

export interface Load {
	seconds: number;
	/** Milliseconds. */
	p50: number;
	/** Milliseconds. */
	p99: number;
	/** Answers. */
	non2xx: number;
	/** The first body of each status that is not 2xx. */
	refusals: Partial<Record<string, string>>;
	/** Broken connections. */
	errors: number;
	/** Submission ids that were answered 2xx. */
	accepted: string[];
	/** How many submissions were sent, the unanswered ones at the end included. */
	sent: number;
}

interface Job {
	url: string;
	connections: number;
	/** How long it sends, where no amount is given. */
	seconds?: number;
	/** How many it sends, however long that takes. */
	amount?: number;
	/** Of the submission ids. */
	prefix: string;
}

/** What autocannon keeps from a request to its response. */
interface Context {
	id?: string;
}

answerParent(async (job): Promise<Load> => {
	const { url, connections, seconds, amount, prefix } = job as Job;
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
		headers: { 'Content-Type': 'application/json' },
		requests: [
			{
				setupRequest: (request, context: Context) => {
					context.id = `${prefix}-${sent++}`;
					return { ...request, body: JSON.stringify(entry(context.id, sent)) };
				},
				onResponse: (status, body, context: Context) => {
					if (status >= 200 && status < 300 && context.id) accepted.push(context.id);
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

const entry = (id: string, number: number) => ({
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
	email: `fan.${id}.${number}@example.com`,
	first_name: 'Joe',
	last_name: 'Bloggs',
	optin: 'true',
});
