/*
 * Track User in n8n-core's own execution context: time and memory of one run over many items, in a
 * process of its own that has been warmed up with a few.
 */

import type { IDataObject } from 'n8n-workflow';

import { runNode } from '../../../test/support/runNode.mts';
import { Braze, BrazeApi } from '../builtNode.mts';
import { answerParent } from '../child.mts';
import { type Item, makeItem } from '../items.mts';
import { type Given, HOSTILE, type Hostile } from './hostile.mts';
import { type Added, watchMemory } from './memory.mts';
import { trackUser } from './workflows.mts';

const WARM_UPS = 3;

interface Job {
	url: string;
	/** What is sent instead of the usual items. */
	hostile?: Hostile;
	/** Items, or what makes a hostile job large. */
	items: number;
	/** Of each warm-up run. */
	warmUpItems: number;
}

export interface Measured {
	milliseconds: number;
	added: Added;
	/** Of the JSON of all items. */
	itemBytes: number;
}

answerParent(async (job): Promise<Measured> => {
	const { url, hostile, items: count, warmUpItems } = job as Job;
	const setup = {
		node: new Braze(),
		credentialType: new BrazeApi(),
		credentials: { instance: 'custom', restEndpoint: url, apiKey: 'benchmark' },
		parameters: trackUser({ id: '1', name: 'Braze' }).parameters,
	};
	const givenOf = (size: number) =>
		hostile === undefined ? usual(size, setup.parameters) : parsed(HOSTILE[hostile](size));
	for (let run = 0; run < WARM_UPS; run++) {
		const { parameters, items } = givenOf(warmUpItems);
		await runNode({ ...setup, parameters, items, continueOnFail: true });
	}
	const { parameters, items, bytes, accepted: expected } = givenOf(count);
	const memory = await watchMemory();
	let started = 0;
	const outputs = await runNode({
		...setup,
		parameters,
		items,
		continueOnFail: true,
		inspect: () => {
			memory.begin();
			started = performance.now();
		},
	});
	const milliseconds = performance.now() - started;
	const added = await memory.end();
	const accepted = outputs[0].filter(
		({ json }) => (json.braze as IDataObject).status === 'accepted',
	).length;
	if (accepted !== expected) {
		throw new Error(`${accepted} items were accepted instead of ${expected}.`);
	}
	return { milliseconds, added, itemBytes: bytes };
});

const usual = (count: number, parameters: object) => ({
	parameters,
	accepted: count,
	...parsedItems(count),
});

/** The same for items that are made another way. */
function parsed({ items, ...given }: Given) {
	const text = JSON.stringify(items);
	return { ...given, items: JSON.parse(text) as object[], bytes: Buffer.byteLength(text) };
}

/** Items as they come out of a parsed body, one by one so that hardly any garbage is left behind. */
function parsedItems(count: number) {
	let bytes = 0;
	const items = Array.from({ length: count }, (_, index) => {
		const text = JSON.stringify(makeItem(index));
		bytes += Buffer.byteLength(text);
		return JSON.parse(text) as Item;
	});
	return { items, bytes };
}
