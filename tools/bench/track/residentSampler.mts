/*
 * A thread that watches how much memory the whole process holds, even while the main thread is
 * busy. They share two numbers: the highest so far (bytes), and whether to go on.
 */

import { workerData } from 'node:worker_threads';

const EVERY_MS = 1;

const shared = workerData as { peak: SharedArrayBuffer; goOn: SharedArrayBuffer };
const peak = new Float64Array(shared.peak);
const goOn = new Int32Array(shared.goOn);

while (Atomics.load(goOn, 0) === 1) {
	peak[0] = Math.max(peak[0], process.memoryUsage.rss());
	Atomics.wait(goOn, 0, 1, EVERY_MS);
}
