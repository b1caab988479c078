import { sleep } from 'n8n-workflow';

/** Time, so that tests can use their own clock. */
export interface Clock {
	/** Milliseconds since 1970. */
	now(): number;
	/** Resolves after a time in milliseconds; rejects or resolves early once the signal aborts. */
	sleep(ms: number, signal: AbortSignal): Promise<void>;
}

export const systemClock: Clock = { now: () => Date.now(), sleep };

/**
 * Waits for a promise, but only for a limited time.
 *
 * @param ms the longest wait, in milliseconds
 * @returns what it resolved to, or undefined if the time was up first
 */
export async function within<T>(
	promise: Promise<T>,
	ms: number,
	clock: Clock,
): Promise<T | undefined> {
	const over = new AbortController();
	const timeout = clock.sleep(ms, over.signal).then(
		() => undefined,
		() => undefined,
	);
	try {
		return await Promise.race([promise, timeout]);
	} finally {
		over.abort();
	}
}
