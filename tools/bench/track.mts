/*
 * How long sending items to Braze takes, with this package and without it. Everything is sent to a
 * server on this machine. Usage: npm run bench -- track [--json] [--quick] [--write]
 */

import { type Aim, judge } from './aims.mts';
import { describeMachine, type Machine } from './machine.mts';
import { type Measure, runBenchmark } from './options.mts';
import { measureTrack, type Plan, type Timing, type TrackFigures } from './track/measure.mts';
import { printTrack } from './track/print.mts';

export interface TrackReport {
	machine: Machine;
	plan: Plan;
	figures: TrackFigures;
	aims: Aim[];
}

const FULL: Plan = {
	items: 10_000,
	coreItems: 500,
	sizes: [1_000, 10_000, 100_000],
	runs: 5,
	warmUps: 2,
	hostileSizes: [20_000, 40_000],
};

const QUICK: Plan = {
	items: 1_000,
	coreItems: 20,
	sizes: [1_000, 2_000],
	runs: 1,
	warmUps: 1,
	hostileSizes: [2_000, 4_000],
};

const measure: Measure<TrackReport> = async ({ quick }, onProgress) => {
	const machine = describeMachine();
	const plan = quick ? QUICK : FULL;
	const figures = await measureTrack(plan, onProgress);
	return { machine, plan, figures, aims: judgeTrack(figures) };
};

function judgeTrack(figures: TrackFigures): Aim[] {
	const { trackUser, editFields, httpRequest, library, growth, hostile } = figures;
	const perItem = ({ items, milliseconds }: Timing) => milliseconds.median / items;
	const ours = perItem(trackUser);
	const costs = growth.map(perItem);
	const largest = growth[growth.length - 1];
	const before = costs[costs.length - 2];
	return [
		judge('(b) / (a)', (perItem(editFields) + perItem(httpRequest)) / ours, { atLeast: 200 }),
		judge('(a) / (c)', ours / perItem(library), { atMost: 1.5 }),
		judge('(e) cost of an item, most / before', costs[costs.length - 1] / before, { atMost: 1.2 }),
		judge('(e) memory added / JSON, most items', largest.resident.median / largest.itemBytes, {
			atMost: 5,
		}),
		...hostile.map(({ name, once, twice }) =>
			judge(`(f) ${name}: twice / once`, twice.milliseconds.median / once.milliseconds.median, {
				atMost: 2.4,
			}),
		),
	];
}

runBenchmark(measure, printTrack);
