'use strict';

/*
 * Track User in n8n-core's own execution context: time and memory of one run over many items, in a
 * process of its own that has been warmed up with a few.
 */

const path = require('node:path');

const { runNode } = require('../../../test/support/runNode');
const { answerParent } = require('../child');
const { makeItem } = require('../items');
const { watchMemory } = require('./memory');
const { trackUser } = require('./workflows');

const dist = path.join(__dirname, '..', '..', '..', 'dist');
const { Braze } = require(path.join(dist, 'nodes', 'Braze', 'Braze.node.js'));
const { BrazeApi } = require(path.join(dist, 'credentials', 'BrazeApi.credentials.js'));

const WARM_UPS = 3;

answerParent(async ({ url, items: count, warmUpItems }) => {
	const setup = {
		node: new Braze(),
		credentialType: new BrazeApi(),
		credentials: { instance: 'custom', restEndpoint: url, apiKey: 'benchmark' },
		parameters: trackUser({ id: '1', name: 'Braze' }).parameters,
	};
	for (let run = 0; run < WARM_UPS; run++) {
		await runNode({ ...setup, items: parsedItems(warmUpItems).items });
	}
	const { items, bytes } = parsedItems(count);
	const memory = await watchMemory();
	let started = 0;
	const outputs = await runNode({
		...setup,
		items,
		inspect: () => {
			memory.begin();
			started = performance.now();
		},
	});
	const milliseconds = performance.now() - started;
	const added = await memory.end();
	const accepted = outputs[0].filter(({ json }) => json.status === 'accepted').length;
	if (accepted !== count) throw new Error(`Only ${accepted} of ${count} items were accepted.`);
	return { milliseconds, added, itemBytes: bytes };
});

/**
 * Items as they come out of a parsed body, one by one so that hardly any garbage is left behind.
 *
 * @param {number} count
 */
function parsedItems(count) {
	let bytes = 0;
	const items = Array.from({ length: count }, (_, index) => {
		const text = JSON.stringify(makeItem(index));
		bytes += Buffer.byteLength(text);
		return JSON.parse(text);
	});
	return { items, bytes };
}
