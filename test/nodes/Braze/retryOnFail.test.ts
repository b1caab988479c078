import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';

import { runAfterItems } from '../../support/runWorkflow.mts';
import { runNode } from '../../support/runNode.mts';
import { track } from '../../support/trackParameters';
import { useWorkbench } from './support/workbench';

const bench = useWorkbench();

const RETRY: Partial<INode> = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

const entered = (more: IDataObject = {}, attributes: Record<string, unknown> = {}) =>
	track(attributes, {
		identifyBy: 'externalId',
		externalId: '={{ $json.id }}',
		includeInputFields: false,
		events: { event: [{ name: { __rl: true, mode: 'name', value: 'entered' } }] },
		...more,
	});

const itemsOf = (...all: IDataObject[]): INodeExecutionData[] => all.map((json) => ({ json }));

const run = async (
	parameters: IDataObject,
	items: readonly INodeExecutionData[],
	settings: Partial<INode> = {},
) => await runAfterItems({ ...bench.setup, parameters }, items, { ...RETRY, ...settings });

interface Sent {
	attributes?: IDataObject[];
	events?: IDataObject[];
}

const sent = async () =>
	(await bench.requests())
		.filter(({ path }) => path === '/users/track')
		.map(({ body }) => body as Sent);

const faults = async (...rules: object[]) =>
	await bench.braze('/_sandbox/faults', { rules, seed: 1 });

const outcomes = (data: Awaited<ReturnType<typeof run>>) =>
	data.data?.main[0]?.map(({ json }) => json);

describe('with Retry On Fail', () => {
	it('the good items are sent once, and the error says what is in Braze', async () => {
		const { error } = await run(entered(), itemsOf({ id: 'a' }, { id: '' }, { id: 'b' }));
		const events = (await sent()).flatMap(({ events = [] }) => events);
		expect(events.map(({ external_id }) => external_id)).toEqual(['a', 'b']);
		expect(error?.message).toBe('2 of 3 items are in Braze; 1 was not sent');
		expect(error?.description).toMatch(
			/Item 1: External ID is empty.*run this execution again.*count twice/s,
		);
	});

	it('what failed is sent again, and the output shows every item with what came of it', async () => {
		await faults({ status: 500, times: 1 });
		const data = await run(
			entered({ options: { objectsPerRequest: 1, maxRetries: 0, parallelRequests: 1 } }),
			itemsOf({ id: 'a' }, { id: 'b' }),
		);
		expect(outcomes(data)).toEqual([
			{ status: 'accepted', user: { external_id: 'a' } },
			{ status: 'accepted', user: { external_id: 'b' } },
		]);
		expect((await bench.requests()).map(({ status }) => status)).toEqual([500, 201, 201]);
	});

	it('of an item in part, only the rest is sent again', async () => {
		// Attributes go first, and the event in a request of its own fails once.
		await faults({ status: 400, skip: 1, times: 1, body: { message: 'no' } });
		const mapped = { points: '={{ ({ inc: 1 }) }}' };
		const data = await runAfterItems(
			{
				...bench.setup,
				parameters: track(mapped, {
					...entered({ options: { objectsPerRequest: 1, maxRetries: 0 } }),
					attributes: {
						assignments: [{ id: '0', name: 'points', value: mapped.points, type: 'object' }],
					},
				}),
			},
			itemsOf({ id: 'a' }),
			RETRY,
		);
		expect(outcomes(data)).toEqual([{ status: 'accepted', user: { external_id: 'a' } }]);
		const all = await sent();
		expect(
			all.map(({ attributes = [], events = [] }) => [attributes.length, events.length]),
		).toEqual([
			[1, 0],
			[0, 1],
			[0, 1],
		]);
	});

	it('an older value does not win because it is sent last', async () => {
		await faults({ status: 500, times: 1 });
		const parameters = {
			resource: 'subscriptionGroup',
			operation: 'updateStatus',
			subscriptionGroupId: 'group-1',
			subscriptionState: '={{ $json.state }}',
			identifyBy: 'externalId',
			externalId: '={{ $json.id }}',
			options: { maxRetries: 0 },
		};
		await run(
			parameters,
			itemsOf({ id: 'a', state: 'subscribed' }, { id: 'a', state: 'unsubscribed' }),
		);
		const states = (await bench.requests()).map(({ body }) => JSON.stringify(body));
		expect(states.at(-1)).toContain('unsubscribed');
	});

	it('what Braze may have is not sent again unless that is wanted', async () => {
		await faults({ status: 500, applied: true, times: 1 });
		const options = { maxRetries: 0, retryAmbiguous: false };
		const { error } = await run(entered({ options }), itemsOf({ id: 'a' }));
		expect(await sent()).toHaveLength(1);
		expect(error?.message).toBe('It is unknown whether Braze accepted the item');
	});

	it('what Braze may have is sent again if that is wanted', async () => {
		await faults({ status: 500, times: 1 });
		const data = await run(entered({ options: { maxRetries: 0 } }), itemsOf({ id: 'a' }));
		expect(outcomes(data)).toMatchObject([{ status: 'accepted' }]);
		expect(data.hints?.map(({ message }) => message).join()).toContain('may count twice');
	});

	it('Execute Once is no other input in the next try', async () => {
		await faults({ status: 400, skip: 1, times: 1, body: { message: 'no' } });
		const more = { options: { objectsPerRequest: 1, maxRetries: 0 } };
		await run(entered(more, { x: '1' }), itemsOf({ id: 'a' }, { id: 'b' }), { executeOnce: true });
		const all = await sent();
		expect(all.map((body) => Object.keys(body).join())).toEqual(['attributes', 'events', 'events']);
	});

	it('the output is as without, however the node goes on after failures', async () => {
		for (const onError of ['continueRegularOutput', 'continueErrorOutput'] as const) {
			await bench.reset();
			await run(entered(), itemsOf({ id: '' }, { id: 'a' }), { onError });
			expect(await sent()).toHaveLength(1);
		}
	});

	it('a field "error" of the first item stays, and brings nothing a second time to Braze', async () => {
		const items = itemsOf({ id: 'a', error: 'E42' });
		const data = await run(entered({ includeInputFields: true }), items);
		expect(outcomes(data)).toMatchObject([
			{ id: 'a', error: 'E42', braze: { status: 'accepted' } },
		]);
		expect(await sent()).toHaveLength(1);
	});

	it('an email is sent once', async () => {
		const parameters = {
			resource: 'transactionalEmail',
			operation: 'send',
			campaignId: 'campaign-1',
			identifyBy: 'externalId',
			externalId: '={{ $json.id }}',
		};
		await bench.braze('/_sandbox/workspace', {
			campaigns: [{ id: 'campaign-1', name: 'Prize', transactional: true }],
		});
		await bench.braze('/users/track', {
			attributes: [{ external_id: 'a', email: 'a@example.com' }],
		});
		const before = (await bench.requests()).length;
		const { error } = await run(parameters, itemsOf({ id: 'a' }, { id: '' }));
		expect(error?.message).toBe('1 of 2 items is in Braze; 1 was not sent');
		expect((await bench.requests()).length - before).toBe(1);
	});
});

it('another run of the node sends all, with the same items as well', async () => {
	const items = itemsOf({ id: 'a' });
	await run(entered(), items);
	await run(entered(), items);
	await runNode({ ...bench.setup, parameters: entered(), items: [{ id: 'a' }] });
	expect(await sent()).toHaveLength(3);
});
