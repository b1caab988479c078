/** What a program of the comparison is to do. */
export interface Job {
	/** Where to send to. */
	url: string;
	items: number;
	/** Runs before those that count. */
	warmUps: number;
	runs: number;
	/** Requests under way at once; by default, as many as the package has. */
	parallel?: number;
	/** Whether each request opens a connection of its own. */
	newConnections?: boolean;
}

/** The package's own values: Braze's limit for one request, and the default of *Parallel Requests*. */
export const OBJECTS_PER_REQUEST = 75;
const PARALLEL_REQUESTS = 32;

/** @returns slices that one request can take */
export function inBatches<T>(objects: T[]): T[][] {
	const batches = [];
	for (let at = 0; at < objects.length; at += OBJECTS_PER_REQUEST) {
		batches.push(objects.slice(at, at + OBJECTS_PER_REQUEST));
	}
	return batches;
}

/** Sends everything, some at a time. */
export async function sendAll<T>(
	batches: T[],
	send: (batch: T) => Promise<unknown>,
	parallel = PARALLEL_REQUESTS,
) {
	const queue = batches.values();
	const worker = async () => {
		for (const batch of queue) await send(batch);
	};
	await Promise.all(Array.from({ length: parallel }, worker));
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
