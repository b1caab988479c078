import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 50;
/** However busy the machine is. */
const TIMEOUT_MS = 120_000;

/** Asks again and again until something is so. */
export async function until(what: string, isSo: () => boolean): Promise<void> {
	const deadline = Date.now() + TIMEOUT_MS;
	while (!isSo()) {
		if (Date.now() > deadline) throw new Error(`In two minutes there was no ${what}.`);
		await sleep(POLL_MS);
	}
}
