'use strict';

/*
 * The npm package `braze-api` with a loop around it, as a developer would write it: maps the items,
 * batches by hand, four requests at a time. A process of its own.
 */

const { Braze } = require('braze-api');

const { answerParent } = require('../child');
const { makeItems, toAttributes } = require('../items');
const { inBatches, sendAll, timeRuns } = require('./parallel');

answerParent(async ({ url, items: count, warmUps, runs }) => {
	const items = makeItems(count);
	const braze = new Braze(url, 'benchmark');
	return await timeRuns(warmUps, runs, async () => {
		const attributes = /** @type {import('braze-api').UsersTrackObject['attributes'] & {}} */ (
			/** @type {unknown} */ (items.map(toAttributes))
		);
		await sendAll(inBatches(attributes), (batch) => braze.users.track({ attributes: batch }));
	});
});
