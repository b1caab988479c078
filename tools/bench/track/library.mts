/*
 * The npm package `braze-api` with a loop around it, as a developer would write it: maps the items,
 * batches by hand, four requests at a time. A process of its own.
 */

import { Braze, type UsersTrackObject } from 'braze-api';

import { answerParent } from '../child.mts';
import { makeItems, toAttributes } from '../items.mts';
import { inBatches, sendAll, timeRuns, type Job } from './parallel.mts';

answerParent(async (job) => {
	const { url, items: count, warmUps, runs } = job as Job;
	const items = makeItems(count);
	const braze = new Braze(url, 'benchmark');
	return await timeRuns(warmUps, runs, async () => {
		const attributes = items.map(toAttributes) as unknown as UsersTrackObject['attributes'] & {};
		await sendAll(inBatches(attributes), (batch) => braze.users.track({ attributes: batch }));
	});
});
