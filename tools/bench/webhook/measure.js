'use strict';

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');

const axios = require('axios').default;

const { packPackage, startN8n } = require('../../n8n');
const { runChild } = require('../child');
const { startTarget } = require('../target');
const { CORE, KOMO, KOMO_GROUPED, triggeredTrackUser, urlOf } = require('./workflows');

/**
 * @typedef {object} Plan
 * @property {number[]} connections
 * @property {number} seconds of each measurement
 * @property {number} warmUpSeconds before all measurements of one n8n
 * @property {number} rounds of all measurements
 *
 * @typedef {object} Measurement
 * @property {string} settings of n8n, by name
 * @property {string} trigger
 * @property {number} connections
 * @property {number} perSecond answers 2xx
 * @property {number} p50 milliseconds
 * @property {number} p99 milliseconds
 * @property {number} accepted answers 2xx
 * @property {number} non2xx
 * @property {Record<string, string>} refusals the first body of each status that is not 2xx
 * @property {number} errors broken connections
 * @property {number} unanswered when the time was over; those are allowed to arrive or not
 * @property {number} requests that the target got
 * @property {number} lost submissions answered 2xx that did not arrive
 * @property {number} doubled submissions that arrived more than once
 * @property {number} drain seconds from the end of the load until all had arrived
 */

/** @typedef {Awaited<ReturnType<typeof startTarget>>} Target */
/** @typedef {{ name: string, url: string }} Trigger */

/** What n8n is started with; everything else as n8n comes, saving every execution included. */
const SETTINGS = {
	default: {},
	'lazy acquire': { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' },
};

/** When nothing has arrived for this long, nothing more will. */
const QUIET_MS = 10_000;
const POLL_MS = 100;

/** n8n is idle when it has answered this often in a row within this time. */
const PROMPT_ANSWERS = 15;
const PROMPT_MS = 50;
const IDLE_TIMEOUT_MS = 120_000;

/**
 * @param {Plan} plan
 * @param {(line: string) => void} onProgress
 * @returns {Promise<Measurement[]>} each as often as there are rounds
 */
async function measureWebhooks(plan, onProgress) {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-'));
	const target = await startTarget();
	try {
		const packageTarball = await packPackage(folder);
		const measurements = [];
		for (let round = 1; round <= plan.rounds; round++) {
			for (const [settings, env] of Object.entries(SETTINGS)) {
				onProgress(`Round ${round} of ${plan.rounds}: starting n8n, ${settings}`);
				const n8n = await startN8n({ packageTarball, env, onProgress });
				try {
					const inOneN8n = await measureOneN8n(n8n, target, plan, round, onProgress);
					measurements.push(...inOneN8n.map((measured) => ({ settings, ...measured })));
				} finally {
					await n8n.stop();
				}
			}
		}
		return measurements;
	} finally {
		await target.stop();
		fs.rmSync(folder, { recursive: true, force: true });
	}
}

/**
 * @param {import('../../n8n').RunningN8n} n8n
 * @param {Target} target
 * @param {Plan} plan
 * @param {number} round
 * @param {(line: string) => void} onProgress
 */
async function measureOneN8n(n8n, target, plan, round, onProgress) {
	const credential = await n8n.api.addCredential('brazeApi', 'Braze', {
		instance: 'custom',
		restEndpoint: target.url,
		apiKey: 'benchmark',
	});
	/** @type {Trigger[]} */
	const triggers = [];
	for (const name of [CORE, KOMO, KOMO_GROUPED]) {
		const workflow = triggeredTrackUser(name, credential);
		await n8n.api.publish(await n8n.api.addWorkflow(workflow));
		triggers.push({ name, url: urlOf(n8n, workflow) });
	}
	for (const trigger of triggers) {
		await measureOnce(n8n, trigger, target, plan.connections[0], plan.warmUpSeconds);
	}
	// The order changes from round to round: n8n's database grows with every execution.
	const order = [...triggers.slice(round % 3), ...triggers.slice(0, round % 3)];
	const measurements = [];
	for (const connections of plan.connections) {
		for (const trigger of order) {
			const measured = await measureOnce(n8n, trigger, target, connections, plan.seconds);
			const { perSecond, p99, lost, doubled } = measured;
			onProgress(
				`  ${trigger.name}, ${connections} connections: ${perSecond.toFixed(1)}/s, ` +
					`p99 ${p99} ms, ${lost} lost, ${doubled} doubled`,
			);
			measurements.push(measured);
		}
	}
	return measurements;
}

let loads = 0;

/**
 * @param {import('../../n8n').RunningN8n} n8n
 * @param {Trigger} trigger
 * @param {Target} target
 * @param {number} connections
 * @param {number} seconds
 */
async function measureOnce(n8n, { name, url }, target, connections, seconds) {
	const input = { url, connections, seconds, prefix: `s${++loads}` };
	/** @type {import('./load').Load} */
	const load = await runChild(path.join(__dirname, 'load.js'), { input });
	const drain = await untilArrived(target, load);
	await untilIdle(n8n);
	const report = await target.report();
	return {
		trigger: name,
		connections,
		perSecond: load.accepted.length / load.seconds,
		// Where nothing was answered, there is no latency.
		p50: load.accepted.length ? load.p50 : NaN,
		p99: load.accepted.length ? load.p99 : NaN,
		accepted: load.accepted.length,
		non2xx: load.non2xx,
		refusals: load.refusals,
		errors: load.errors,
		unanswered: load.sent - load.accepted.length - load.non2xx,
		requests: report.requests,
		...compare(load.accepted, report.submissions),
		drain,
	};
}

/**
 * Waits until as many have arrived as were sent, or until nothing has come for a while: what was
 * sent but not answered when the time was over may still come, or not.
 *
 * @param {Target} target
 * @param {import('./load').Load} load
 * @returns {Promise<number>} seconds until the last one came
 */
async function untilArrived(target, { accepted, sent }) {
	const started = Date.now();
	let objects = -1;
	let changed = started;
	for (;;) {
		const now = await target.objects();
		if (now !== objects) {
			objects = now;
			changed = Date.now();
		}
		const quiet = Date.now() - changed;
		if (objects >= sent || quiet > (objects >= accepted.length ? 1_500 : QUIET_MS)) {
			return (changed - started) / 1000;
		}
		await sleep(POLL_MS);
	}
}

/**
 * What one measurement left behind must not slow the next one down: waits until n8n answers at once
 * again, several times in a row.
 *
 * @param {import('../../n8n').RunningN8n} n8n
 */
async function untilIdle({ url }) {
	const deadline = Date.now() + IDLE_TIMEOUT_MS;
	for (let prompt = 0; prompt < PROMPT_ANSWERS; await sleep(POLL_MS)) {
		const asked = Date.now();
		const options = { validateStatus: null, timeout: IDLE_TIMEOUT_MS };
		const { status } = await axios.get(`${url}/healthz/readiness`, options);
		prompt = status === 200 && Date.now() - asked < PROMPT_MS ? prompt + 1 : 0;
		if (Date.now() > deadline) throw new Error('n8n did not come to rest after the load.');
	}
}

/**
 * @param {string[]} accepted
 * @param {string[]} arrived
 */
function compare(accepted, arrived) {
	const once = new Set(arrived);
	return {
		lost: accepted.filter((id) => !once.has(id)).length,
		doubled: arrived.length - once.size,
	};
}

module.exports = { measureWebhooks };
