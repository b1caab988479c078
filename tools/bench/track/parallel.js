'use strict';

/** The package's own defaults: Braze's limit for one request, and requests under way at once. */
const OBJECTS_PER_REQUEST = 75;
const PARALLEL_REQUESTS = 4;

/**
 * @template T
 * @param {T[]} objects
 * @returns {T[][]} as many as one request takes
 */
function inBatches(objects) {
	const batches = [];
	for (let at = 0; at < objects.length; at += OBJECTS_PER_REQUEST) {
		batches.push(objects.slice(at, at + OBJECTS_PER_REQUEST));
	}
	return batches;
}

/**
 * Sends everything, a few at a time.
 *
 * @template T
 * @param {T[]} batches
 * @param {(batch: T) => Promise<unknown>} send
 */
async function sendAll(batches, send) {
	const queue = batches.values();
	const worker = async () => {
		for (const batch of queue) await send(batch);
	};
	await Promise.all(Array.from({ length: PARALLEL_REQUESTS }, worker));
}

/**
 * @param {number} warmUps runs before those that count
 * @param {number} runs
 * @param {() => Promise<void>} work
 * @returns {Promise<number[]>} milliseconds of each run
 */
async function timeRuns(warmUps, runs, work) {
	const times = [];
	for (let run = -warmUps; run < runs; run++) {
		const started = performance.now();
		await work();
		if (run >= 0) times.push(performance.now() - started);
	}
	return times;
}

module.exports = { inBatches, sendAll, timeRuns };
