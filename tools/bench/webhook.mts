/*
 * How many submissions a second n8n takes, and how fast it answers: its own Webhook node, the Komo
 * Trigger, and the Komo Trigger with grouping, each with Track User behind it.
 * Usage: npm run bench -- webhook [--json] [--quick] [--write]
 */

import { type Aim, judge } from './aims.mts';
import { describeMachine, type Machine } from './machine.mts';
import { type Measure, runBenchmark } from './options.mts';
import { measureWebhooks, type Plan } from './webhook/measure.mts';
import { printWebhook } from './webhook/print.mts';
import { type Line, sumUp } from './webhook/sumUp.mts';
import { KOMO, KOMO_GROUPED } from './webhook/workflows.mts';

export interface WebhookReport {
	machine: Machine;
	plan: Plan;
	lines: Line[];
	aims: Aim[];
}

const FULL: Plan = { connections: [50, 300], seconds: 10, warmUpSeconds: 3, rounds: 2 };

// In a shorter time a busy machine answers nothing at all.
const QUICK: Plan = { connections: [5, 20], seconds: 4, warmUpSeconds: 2, rounds: 1 };

const measure: Measure<WebhookReport> = async ({ quick }, onProgress) => {
	const machine = describeMachine();
	const plan = quick ? QUICK : FULL;
	const lines = sumUp(await measureWebhooks(plan, onProgress));
	return { machine, plan, lines, aims: judgeWebhooks(lines, plan) };
};

function judgeWebhooks(lines: Line[], { connections: [few, many] }: Plan) {
	const lazy = (trigger: string, connections: number) => {
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
