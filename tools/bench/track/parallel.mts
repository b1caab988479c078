/** What a program of the comparison is to do. */
export interface Job {
	/** Where to send to. */
	url: string;
	items: number;
	/** Runs before those that count. */
	warmUps: number;
	runs: number;
}

/** The package's own defaults: Braze's limit for one request, and requests under way at once. */
const OBJECTS_PER_REQUEST = 75;
const PARALLEL_REQUESTS = 4;

/** @returns as many as one request takes */
export function inBatches<T>(objects: T[]): T[][] {
	const batches = [];
	for (let at = 0; at < objects.length; at += OBJECTS_PER_REQUEST) {
		batches.push(objects.slice(at, at + OBJECTS_PER_REQUEST));
	}
	return batches;
}

/** Sends everything, a few at a time. */
export async function sendAll<T>(batches: T[], send: (batch: T) => Promise<unknown>) {
	const queue = batches.values();
	const worker = async () => {
		for (const batch of queue) await send(batch);
	};
	await Promise.all(Array.from({ length: PARALLEL_REQUESTS }, worker));
}

/**
 * @param warmUps runs before those that count
 * @returns milliseconds of each run
 */
export async function timeRuns(
	warmUps: number,
	runs: number,
	work: () => Promise<void>,
): Promise<number[]> {
	const times = [];
	for (let run = -warmUps; run < runs; run++) {
		const started = performance.now();
		await work();
		if (run >= 0) times.push(performance.now() - started);
	}
	return times;
}
