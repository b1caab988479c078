'use strict';

/*
 * How long sending items to Braze takes, with this package and without it. Everything is sent to a
 * server on this machine. Usage: npm run bench:track [-- --json] [-- --quick]
 */

const { judge } = require('./aims');
const { describeMachine } = require('./machine');
const { runBenchmark } = require('./options');
const { measureTrack } = require('./track/measure');
const { printTrack } = require('./track/print');

/**
 * @typedef {object} TrackReport
 * @property {import('./machine').Machine} machine
 * @property {import('./track/measure').Plan} plan
 * @property {import('./track/measure').TrackFigures} figures
 * @property {import('./aims').Aim[]} aims
 */

/** @type {import('./track/measure').Plan} */
const FULL = {
	items: 10_000,
	coreItems: 500,
	sizes: [1_000, 10_000, 100_000],
	runs: 5,
	warmUps: 2,
};

/** @type {import('./track/measure').Plan} */
const QUICK = { items: 1_000, coreItems: 20, sizes: [1_000, 2_000], runs: 1, warmUps: 1 };

/** @type {Parameters<typeof runBenchmark<TrackReport>>[0]} */
const measure = async ({ quick }, onProgress) => {
	const machine = describeMachine();
	const plan = quick ? QUICK : FULL;
	const figures = await measureTrack(plan, onProgress);
	return { machine, plan, figures, aims: judgeTrack(figures) };
};

/**
 * @param {import('./track/measure').TrackFigures} figures
 * @returns {import('./aims').Aim[]}
 */
function judgeTrack({ trackUser, editFields, httpRequest, library, growth }) {
	const perItem = (/** @type {import('./track/measure').Timing} */ { items, milliseconds }) =>
		milliseconds.median / items;
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
	];
}

runBenchmark(measure, printTrack);
