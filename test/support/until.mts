import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 50;
/** However busy the machine is. */
const TIMEOUT_MS = 120_000;

/**
 * Reads repeatedly until there is something.
 *
 * @param what is waited for, as the error says it
 * @param read `undefined` means not yet
 * @returns what was read
 * @throws if nothing was read in two minutes
 */
export async function until<T>(
	what: string,
	read: () => T | undefined | Promise<T | undefined>,
): Promise<T> {
	const deadline = Date.now() + TIMEOUT_MS;
	for (;;) {
		const value = await read();
		if (value !== undefined) return value;
		if (Date.now() > deadline) throw new Error(`In two minutes there was no ${what}.`);
		await sleep(POLL_MS);
	}
}
