'use strict';

/*
 * How many submissions a second n8n takes, and how fast it answers: its own Webhook node, the Komo
 * Trigger, and the Komo Trigger with grouping, each with Track User behind it.
 * Usage: npm run bench:webhook [-- --json] [-- --quick]
 */

const { judge } = require('./aims');
const { describeMachine } = require('./machine');
const { runBenchmark } = require('./options');
const { measureWebhooks } = require('./webhook/measure');
const { printWebhook } = require('./webhook/print');
const { sumUp } = require('./webhook/sumUp');
const { KOMO, KOMO_GROUPED } = require('./webhook/workflows');

/**
 * @typedef {object} WebhookReport
 * @property {import('./machine').Machine} machine
 * @property {import('./webhook/measure').Plan} plan
 * @property {import('./webhook/sumUp').Line[]} lines
 * @property {import('./aims').Aim[]} aims
 */

/** @type {import('./webhook/measure').Plan} */
const FULL = { connections: [50, 300], seconds: 10, warmUpSeconds: 3, rounds: 2 };

/** @type {import('./webhook/measure').Plan} */
const QUICK = { connections: [5, 20], seconds: 1, warmUpSeconds: 1, rounds: 1 };

/** @type {Parameters<typeof runBenchmark<WebhookReport>>[0]} */
const measure = async ({ quick }, onProgress) => {
	const machine = describeMachine();
	const plan = quick ? QUICK : FULL;
	const lines = sumUp(await measureWebhooks(plan, onProgress));
	return { machine, plan, lines, aims: judgeWebhooks(lines, plan) };
};

/**
 * @param {import('./webhook/sumUp').Line[]} lines
 * @param {import('./webhook/measure').Plan} plan
 */
function judgeWebhooks(lines, { connections: [few, many] }) {
	const lazy = (/** @type {string} */ trigger, /** @type {number} */ connections) => {
		const found = lines.find(
			(line) =>
				line.settings === 'lazy acquire' &&
				line.trigger === trigger &&
				line.connections === connections,
		);
		if (!found) throw new Error(`${trigger} was not measured at ${connections} connections.`);
		return found;
	};
	const wrong = lines.reduce((sum, { lost, doubled }) => sum + lost + doubled, 0);
	const grouped = lazy(KOMO_GROUPED, many);
	return [
		judge(`Komo Trigger / core Webhook, lazy, ${few}`, lazy(KOMO, few).toCore, { atLeast: 1.1 }),
		judge(`grouped / core Webhook, lazy, ${many}`, grouped.toCore, { atLeast: 6 }),
		judge(`p99 of grouped, lazy, ${many}, ms`, grouped.p99.median, { atMost: 1200 }),
		judge('lost and doubled, all measurements', wrong, { atMost: 0 }),
	];
}

runBenchmark(measure, printWebhook);
