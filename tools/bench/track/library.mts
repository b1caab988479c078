/*
 * The npm package `braze-api` with a loop around it, as a developer would write it: maps the items,
 * batches by hand, and waits a second after a 429. A process of its own.
 */

import { setTimeout as sleep } from 'node:timers/promises';
import { Braze, type UsersTrackObject } from 'braze-api';

import { answerParent } from '../child.mts';
import { makeItems, toAttributes } from '../items.mts';
import { inBatches, type Job, sendAll, timeRuns } from './parallel.mts';

answerParent(async (job) => {
	const { url, items: count, warmUps, runs, parallel } = job as Job;
	const items = makeItems(count);
	const braze = new Braze(url, 'benchmark');
	return await timeRuns(warmUps, runs, async () => {
		const attributes = items.map(toAttributes) as unknown as UsersTrackObject['attributes'] & {};
		const send = async (batch: typeof attributes): Promise<void> => {
			try {
				await braze.users.track({ attributes: batch });
			} catch (error) {
				if ((error as { status?: number }).status !== 429) throw error;
				await sleep(1000);
				await send(batch);
			}
		};
		await sendAll(inBatches(attributes), send, parallel);
	});
});
