import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { useBrazeWorld } from '../../support/brazeWorld';
import { track } from '../../support/trackParameters';

const world = useBrazeWorld({ isReset: false });

/** What the execution was told, and what the node gave. */
async function run(items: IDataObject[], before: IDataObject = {}) {
	let context: IExecuteFunctions | undefined;
	const customData = () => context?.getWorkflowDataProxy(0).$execution?.customData;
	const parameters = track(
		{ points: '={{ $json.points }}' },
		{ identifyBy: 'externalId', externalId: '={{ $json.id }}' },
	);
	await world.run(parameters, items, {
		inspect: (given) => {
			context = given;
			customData()?.setAll(before as Record<string, string>);
		},
	});
	return customData()?.getAll();
}

describe('The executions list', () => {
	it('can be searched by how many items failed', async () => {
		expect(await run([{ id: 'a', points: 1 }, { id: '' }, {}])).toEqual({ braze_rejected: '2' });
	});

	it('adds up what several nodes noted', async () => {
		expect(await run([{ id: '' }], { braze_rejected: '2', other: 'x' })).toEqual({
			braze_rejected: '3',
			other: 'x',
		});
	});

	it('says nothing of a run in which nothing failed', async () => {
		expect(await run([{ id: 'a', points: 1 }])).toEqual({});
	});
});
