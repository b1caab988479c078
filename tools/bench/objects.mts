import crypto from 'node:crypto';

import { makeItems, toAttributes } from './items.mts';
import type { Report } from './target/server.mts';

export type TrackObject = Record<string, unknown>;

/** @returns the same for the same set of objects, whatever the order of them and of their keys */
export function digestOf(objects: TrackObject[]): string {
	const lines = [...new Set(objects.map(canonical))].sort();
	return crypto.createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 16);
}

/** @returns its JSON with sorted keys */
function canonical(value: unknown): string {
	if (typeof value !== 'object' || value === null) return JSON.stringify(value);
	const parts = Object.entries(value).map(
		([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`,
	);
	return `{${parts.sort().join()}}`;
}

/**
 * Makes sure that a measurement did the whole job: every item's object arrived, as it should be,
 * once for each run.
 *
 * @param what was measured
 * @throws with what is wrong
 */
export function checkArrived(
	what: string,
	report: Report,
	{ items, runs }: { items: number; runs: number },
) {
	const { objects, users, least, most, digest } = report;
	const complete = users === items && least === runs && most === runs;
	if (complete && digest === digestOf(makeItems(items).map(toAttributes))) return;
	const found = `${objects} objects of ${users} users, ${least} to ${most} for each`;
	const wanted = `${runs} for each of ${items}`;
	const reason = complete ? 'The objects are not the expected ones' : `${found}, not ${wanted}`;
	throw new Error(`${what} did not send what it should: ${reason}.`);
}
