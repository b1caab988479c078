'use strict';

/*
 * Sends form entries as Komo does, each with a submission id of its own, over many connections for
 * some seconds, and tells which of them were answered 2xx. A process of its own.
 */

const autocannon = require('autocannon');

const { answerParent } = require('../child');

/** Longer than any measurement: a slow answer is to be counted as slow, not cut off. */
const TIMEOUT_S = 120;

/**
 * @typedef {object} Load
 * @property {number} seconds
 * @property {number} p50 milliseconds
 * @property {number} p99 milliseconds
 * @property {number} non2xx answers
 * @property {Record<string, string>} refusals the first body of each status that is not 2xx
 * @property {number} errors broken connections
 * @property {string[]} accepted submission ids that were answered 2xx
 * @property {number} sent how many submissions were sent, the unanswered ones at the end included
 */

answerParent(async ({ url, connections, seconds, prefix }) => {
	/** @type {string[]} */
	const accepted = [];
	/** @type {Record<string, string>} */
	const refusals = {};
	let sent = 0;
	const result = await autocannon({
		url,
		method: 'POST',
		connections,
		duration: seconds,
		timeout: TIMEOUT_S,
		excludeErrorStats: true,
		headers: { 'Content-Type': 'application/json' },
		requests: [
			{
				setupRequest: (request, context) => {
					context.id = `${prefix}-${sent++}`;
					return { ...request, body: JSON.stringify(entry(context.id, sent)) };
				},
				onResponse: (status, body, context) => {
					if (status >= 200 && status < 300 && context.id) accepted.push(context.id);
					else refusals[status] ??= body.slice(0, 200);
				},
			},
		],
	});
	const { latency, non2xx, errors, duration } = result;
	/** @type {Load} */
	const load = {
		seconds: duration,
		p50: latency.p50,
		p99: latency.p99,
		non2xx,
		refusals,
		errors,
		accepted,
		sent,
	};
	return load;
});

/** @param {string} id @param {number} number */
const entry = (id, number) => ({
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
