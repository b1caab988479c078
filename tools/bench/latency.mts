/*
 * How long sending items takes where responses are slow, and under a rate limit: with this
 * package, by hand, and with the core nodes. The server is on this machine, and speaks TLS.
 * Usage: npm run bench -- latency [--json] [--quick] [--write]
 */

import { type Aim, judge } from './aims.mts';
import { type LatencyFigures, measureLatency, type Plan, type Way } from './latency/measure.mts';
import { printLatency } from './latency/print.mts';
import { describeMachine, type Machine } from './machine.mts';
import { type Measure, runBenchmark } from './options.mts';

export interface LatencyReport {
	machine: Machine;
	plan: Plan;
	figures: LatencyFigures;
	aims: Aim[];
}

const FULL: Plan = {
	items: 10_000,
	coreItems: 500,
	latencies: [20, 100, 300],
	limit: { perSecond: 10, milliseconds: 20 },
	limitedCoreItems: 100,
	runs: 3,
};

const QUICK: Plan = {
	items: 1_500,
	coreItems: 20,
	latencies: [20, 100],
	limit: { perSecond: 10, milliseconds: 20 },
	limitedCoreItems: 20,
	runs: 1,
};

const measure: Measure<LatencyReport> = async ({ quick }, onProgress) => {
	const machine = describeMachine();
	const plan = quick ? QUICK : FULL;
	const figures = await measureLatency(plan, onProgress);
	return { machine, plan, figures, aims: judgeLatency(figures, plan) };
};

function judgeLatency({ scenes }: LatencyFigures, { limit }: Plan): Aim[] {
	const aims = scenes.flatMap(({ milliseconds, perSecond, ways }) => {
		const [ours, many, one] = ways;
		if (perSecond !== undefined || milliseconds !== 100) return [];
		return [
			judge('100 ms: Track User / by hand, 32 at once', timeOf(ours) / timeOf(many), {
				atMost: 1.3,
			}),
			judge('100 ms: one by one / Track User', timeOf(one) / timeOf(ours), { atLeast: 20 }),
		];
	});
	const limited = scenes.find(({ perSecond }) => perSecond !== undefined);
	if (limited === undefined) return aims;
	const [ours] = limited.ways;
	// The first second's requests are sent at once.
	const allowed = (Math.ceil(ours.needed / limit.perSecond) - 1) * 1000;
	return [
		...aims,
		judge('limit: answered 429, of all requests', ours.refused / (ours.requests + ours.refused), {
			atMost: 0.05,
		}),
		judge('limit: time / what the limit allows', ours.milliseconds.median / allowed, {
			atMost: 1.2,
		}),
	];
}

const timeOf = ({ milliseconds, items }: Way) => milliseconds.median / items;

runBenchmark(measure, printLatency);
