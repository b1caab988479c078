import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 50;
/** Long enough for a busy machine. */
const TIMEOUT_MS = 120_000;

/**
 * Waits until something is so.
 *
 * @param what a noun, for the error
 */
export async function until(what: string, isSo: () => boolean): Promise<void> {
	const deadline = Date.now() + TIMEOUT_MS;
	while (!isSo()) {
		if (Date.now() > deadline) throw new Error(`In two minutes there was no ${what}.`);
		await sleep(POLL_MS);
	}
}
