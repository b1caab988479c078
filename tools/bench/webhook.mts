/*
 * How many submissions of Komo and events of Currents n8n takes a second, and how fast it responds: its
 * own Webhook node, the Komo Trigger, the same with grouping, and the Braze Trigger, each with Track
 * User behind it.
 * Usage: npm run bench -- webhook [--json] [--quick] [--write] [--part komo|currents]
 */

import { type Aim, judge } from './aims.mts';
import { describeMachine, type Machine } from './machine.mts';
import { type Measure, runBenchmark } from './options.mts';
import { measureWebhooks, type Plan } from './webhook/measure.mts';
import { printPart } from './webhook/print.mts';
import { type Line, sumUp } from './webhook/sumUp.mts';
import { BRAZE, CORE, KOMO, KOMO_GROUPED } from './webhook/workflows.mts';

/** What was measured of one sender. */
export interface Part {
	machine: Machine;
	plan: Plan;
	lines: Line[];
	aims: Aim[];
}

const FULL: Record<string, Plan> = {
	komo: {
		sender: 'Komo',
		connections: [50, 300],
		seconds: 10,
		warmUpSeconds: 3,
		rounds: 2,
	},
	currents: {
		sender: 'Currents',
		connections: [1, 10],
		seconds: 10,
		warmUpSeconds: 3,
		rounds: 2,
	},
};

// In less time, a busy machine may not respond at all.
const SHORT = { seconds: 4, warmUpSeconds: 2, rounds: 1 };
const QUICK: Record<string, Plan> = {
	komo: { sender: 'Komo', connections: [5, 20], ...SHORT },
	currents: { sender: 'Currents', connections: [1, 5], ...SHORT },
};

const measure: Measure<Record<string, Part>> = async ({ quick, part }, onProgress) => {
	const machine = describeMachine();
	const parts: Record<string, Part> = {};
	for (const [name, plan] of Object.entries(quick ? QUICK : FULL)) {
		if (part !== undefined && part !== name) continue;
		const lines = sumUp(await measureWebhooks(plan, onProgress));
		parts[name] = { machine, plan, lines, aims: AIMS[plan.sender](lines, plan) };
	}
	return parts;
};

function find(lines: Line[], trigger: string, connections: number): Line {
	const found = lines.find(
		(line) =>
			line.settings === 'lazy acquire' &&
			line.trigger === trigger &&
			line.connections === connections,
	);
	if (!found) throw new Error(`${trigger} was not measured at ${connections} connections.`);
	return found;
}

const wrong = (lines: Line[]) => lines.reduce((sum, { lost, doubled }) => sum + lost + doubled, 0);

const AIMS = {
	Komo(lines: Line[], { connections: [few, many] }: Plan) {
		const lazy = (trigger: string, connections: number) => find(lines, trigger, connections);
		const grouped = lazy(KOMO_GROUPED, many);
		return [
			judge(`Komo Trigger / core Webhook, lazy, ${few}`, lazy(KOMO, few).toCore, { atLeast: 1.1 }),
			judge(`grouped / core Webhook, lazy, ${many}`, grouped.toCore, { atLeast: 6 }),
			judge(`p99 of grouped, lazy, ${many}, ms`, grouped.p99.median, { atMost: 1200 }),
			judge('lost and doubled, all measurements', wrong(lines), { atMost: 0 }),
		];
	},
	Currents(lines: Line[], { connections: [one, many] }: Plan) {
		const lazy = (trigger: string, connections: number) => find(lines, trigger, connections);
		const p50 = lazy(BRAZE, one).p50.median / lazy(CORE, one).p50.median;
		return [
			judge(`Braze Trigger / core Webhook, lazy, ${many}`, lazy(BRAZE, many).toCore, {
				atLeast: 1,
			}),
			judge(`p50 of the two, lazy, ${one}`, p50, { atMost: 1.1 }),
			judge('lost and doubled, all measurements', wrong(lines), { atMost: 0 }),
		];
	},
};

/** In docs/measurements. */
const PAGES: Record<string, string> = { komo: 'webhook', currents: 'currents' };

const print = (parts: Record<string, Part>) =>
	Object.fromEntries(Object.entries(parts).map(([name, part]) => [PAGES[name], printPart(part)]));

runBenchmark(measure, print, Object.keys(FULL), true);
