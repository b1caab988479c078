import path from 'node:path';
import { Worker } from 'node:worker_threads';

/** How often the heap is measured, whenever the main thread gets to it. */
const HEAP_EVERY_MS = 2;

/** What was added at the peak, in bytes. */
export interface Added {
	/** Memory of the process as the operating system sees it, garbage and all. */
	resident: number;
	/** JavaScript's heap and buffers in use, including garbage that hasn't been collected. */
	heap: number;
}

/** Watches how much memory a piece of work adds. Needs Node's flag `--expose-gc`. */
export async function watchMemory() {
	const shared = { peak: new SharedArrayBuffer(8), goOn: new SharedArrayBuffer(4) };
	const peak = new Float64Array(shared.peak);
	const goOn = new Int32Array(shared.goOn);
	Atomics.store(goOn, 0, 1);
	const worker = new Worker(path.join(import.meta.dirname, 'residentSampler.mts'), {
		workerData: shared,
	});
	await new Promise((resolve) => worker.once('online', resolve));

	let base = { resident: 0, heap: 0 };
	let heapPeak = 0;
	const lookAtHeap = () => {
		heapPeak = Math.max(heapPeak, heapInUse());
	};
	const timer = setInterval(lookAtHeap, HEAP_EVERY_MS);

	return {
		/** What is there already does not count, and garbage is collected first. */
		begin() {
			if (!globalThis.gc) throw new Error('Run this with --expose-gc.');
			globalThis.gc();
			globalThis.gc();
			base = { resident: process.memoryUsage.rss(), heap: heapInUse() };
			peak[0] = base.resident;
			heapPeak = base.heap;
		},
		async end(): Promise<Added> {
			lookAtHeap();
			const highest = Math.max(peak[0], process.memoryUsage.rss());
			clearInterval(timer);
			Atomics.store(goOn, 0, 0);
			Atomics.notify(goOn, 0);
			await new Promise((resolve) => worker.once('exit', resolve));
			return { resident: highest - base.resident, heap: heapPeak - base.heap };
		},
	};
}

function heapInUse() {
	const { heapUsed, external } = process.memoryUsage();
	return heapUsed + external;
}
