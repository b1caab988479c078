import { compareSteps } from '../../../support/steps.mts';

import type { IDataObject } from 'n8n-workflow';

import type { SendResult, Client } from '../../../../nodes/Braze/api/client';
import { TRACK_LIMITS } from '../../../../nodes/Braze/batch/limits';
import { Outcomes } from '../../../../nodes/Braze/batch/outcomes';
import { preview, refuseTooLarge } from '../../../../nodes/Braze/batch/preview';
import type { Endpoint } from '../../../../nodes/Braze/batch/types';
import { compilePath } from '../../../../nodes/Braze/mapping/path';
import { plan, type TrackedItem } from '../../../../nodes/Braze/track/plan';
import { compileTrack } from '../../../../nodes/Braze/track/template';
import { readUserChange } from '../../../../nodes/Braze/track/userChange';
import { engineOf } from '../support/engine';
import { dragged, parametersOf } from '../support/parameters';

const NOW = '2026-11-29T00:00:00Z';

const endpoint: Endpoint = { method: 'POST', path: '/users/track', limits: TRACK_LIMITS };

/** Expressions of these tests are paths, which need no engine. */
const engine = engineOf((expression) => compilePath(expression)?.({}));

interface Job {
	parameters: IDataObject;
	items: IDataObject[];
	/** A user as Braze has it, for Send Only Changes. */
	profile?: IDataObject;
}

/** Everything from items to requests and outcomes. */
async function run({ parameters, items, profile }: Job): Promise<Outcomes> {
	const alias = { identifyBy: 'externalId', externalId: '={{ $json.id }}' };
	const source = parametersOf({ ...alias, ...parameters }, engine);
	const template = compileTrack(source, NOW);
	const outcomes = new Outcomes();
	const planned: Array<{ item: number; prepared: TrackedItem }> = [];
	for (const [item, json] of items.entries()) {
		const { change, problems, leftOut = [] } = readUserChange(template, json, item);
		for (const problem of problems) outcomes.rejectItem(item, problem);
		for (const part of leftOut) outcomes.leaveOut(item, part);
		planned.push({ item, prepared: { objects: [], change } });
	}
	const options = (parameters.options ?? {}) as IDataObject;
	const body = { message: 'success', users: [profile] };
	const taken: SendResult = { kind: 'taken', body, headers: {} };
	const client = {
		forEach: async (batches: Iterable<unknown>, work: (batch: unknown) => Promise<void>) => {
			for (const batch of batches) await work(batch);
		},
		send: async () => await Promise.resolve(taken),
	} as unknown as Client;
	const { runs } = await plan(planned, endpoint, {
		options,
		outcomes,
		workspace: '',
		createClient: () => client,
	});
	refuseTooLarge(runs, outcomes);
	if (options.showRequests === true) preview(runs, outcomes);
	// As if Braze refused everything, object by object.
	for (const { stages } of runs) {
		for (const group of stages.flatMap((stage) => [...stage])) {
			for (const object of group) outcomes.refuse(object, `no ${object.position}`);
		}
	}
	for (const item of items.keys()) {
		outcomes.errorsOf(item);
		outcomes.warningsOf(item);
		outcomes.takenOf(item);
	}
	return outcomes;
}

const name = (index: number) => `k${String(index).padStart(6, '0')}`;
const object = (count: number, value: (index: number) => unknown) =>
	Object.fromEntries(Array.from({ length: count }, (_, index) => [name(index), value(index)]));
const list = <T>(count: number, make: (index: number) => T) =>
	Array.from({ length: count }, (_, index) => make(index));

const byJson = (attributes: unknown, options: IDataObject = {}): Job => ({
	parameters: { attributesMode: 'json', attributesJson: '={{ $json.a }}', options },
	items: [{ id: 'a', a: attributes as IDataObject }],
});

const ofOneUser = (
	count: number,
	attributes: (index: number) => unknown,
	options: IDataObject = {},
): Job => ({
	parameters: { attributesMode: 'json', attributesJson: '={{ $json.a }}', options },
	items: list(count, (index) => ({ id: 'a', a: attributes(index) as IDataObject })),
});

const listed = (option: 'eventsJson' | 'purchasesJson', entries: unknown): Job => ({
	parameters: { options: { [option]: '={{ $json.e }}' } },
	items: [{ id: 'a', e: entries as IDataObject[] }],
});

const byDragging = (fields: Record<string, unknown>): Job => ({
	parameters: { attributes: dragged(fields) },
	items: [{ id: 'a', v: 'x', bad: { 'a b': 1 } }],
});

const BAD = { 'a b': 1 };

/** What a stranger can send, and what an author can map, by its size. */
const JOBS: ReadonlyArray<[string, (size: number) => Job]> = [
	['attributes as JSON', (size) => byJson(object(size, () => 'x'))],
	['attributes as JSON that Braze refuses', (size) => byJson(object(size, () => BAD))],
	['attributes as JSON with empty values', (size) => byJson(object(size, () => ''))],
	['a list', (size) => byJson({ a: list(size, (n) => n) })],
	['a list of objects', (size) => byJson({ a: list(size, (n) => ({ n })) })],
	['a list of objects with nulls', (size) => byJson({ a: list(size, () => ({ n: null })) })],
	['an object with many keys', (size) => byJson({ a: object(size, () => 1) })],
	['an operator', (size) => byJson({ a: { add: list(size, (n) => `${n}`) } })],
	[
		'subscription groups as JSON',
		(size) =>
			byJson({
				subscription_groups: list(size, (n) => ({
					subscription_group_id: name(n),
					subscription_state: 'subscribed',
				})),
			}),
	],
	[
		'push tokens',
		(size) => byJson({ push_tokens: list(size, () => ({ app_id: 'a', token: 't' })) }),
	],
	[
		'merged objects',
		(size) =>
			byJson(
				object(size, () => ({ a: 1 })),
				{ mergeNestedObjects: 'always' },
			),
	],
	['dragged attributes', (size) => byDragging(object(size, () => '={{ $json.v }}'))],
	[
		'dragged attributes that Braze refuses',
		(size) => byDragging(object(size, () => '={{ $json.bad }}')),
	],
	[
		'dragged names with dots',
		(size) => byDragging(Object.fromEntries(list(size, (n) => [`a.${name(n)}`, '={{ $json.v }}']))),
	],
	[
		'dragged names with dots, all bad',
		(size) =>
			byDragging(Object.fromEntries(list(size, (n) => [`a.${name(n)}`, '={{ $json.bad }}']))),
	],
	[
		'dragged names with dots, each in an object of its own, all bad',
		(size) =>
			byDragging(
				Object.fromEntries(
					list(size, (n) => [
						[`${name(n)}.a`, '={{ $json.bad }}'],
						[`${name(n)}.b`, '={{ $json.v }}'],
					]).flat(),
				),
			),
	],
	[
		'a dragged name many times',
		(size) => ({
			parameters: {
				attributes: { assignments: list(size, () => ({ name: 'a.b', value: '={{ $json.bad }}' })) },
			},
			items: [{ id: 'a', bad: BAD }],
		}),
	],
	[
		'mapped columns',
		(size) => ({
			parameters: {
				attributesMode: 'list',
				attributesMapping: {
					mappingMode: 'autoMapInputData',
					schema: list(size, (n) => ({ id: name(n), type: 'string' })),
				} as unknown as IDataObject,
			},
			items: [{ id: 'a', ...(object(size, () => 'x') as IDataObject) }],
		}),
	],
	[
		'events that are empty',
		(size) =>
			listed(
				'eventsJson',
				list(size, () => ({})),
			),
	],
	[
		'events',
		(size) =>
			listed(
				'eventsJson',
				list(size, () => ({ name: 'e' })),
			),
	],
	[
		'events with strange keys',
		(size) => listed('eventsJson', [{ name: 'e', ...object(size, () => 1) }]),
	],
	[
		'purchases that are empty',
		(size) =>
			listed(
				'purchasesJson',
				list(size, () => ({})),
			),
	],
	[
		'purchases',
		(size) =>
			listed(
				'purchasesJson',
				list(size, () => ({ product_id: 'p', currency: 'AUD', price: 1 })),
			),
	],
	[
		'properties',
		(size) => listed('eventsJson', [{ name: 'e', properties: object(size, () => 'x') }]),
	],
	[
		'properties that Braze refuses',
		(size) =>
			listed('eventsJson', [{ name: 'e', properties: object(size, () => 'x'.repeat(300)) }]),
	],
	[
		'an eCommerce event with bad products',
		(size) =>
			listed('eventsJson', [
				{ name: 'ecommerce.order_placed', properties: { products: list(size, () => ({})) } },
			]),
	],
	[
		'rows of subscription groups',
		(size) => ({
			parameters: {
				subscriptionGroups: {
					group: list(size, (n) => ({ subscriptionGroupId: name(n), subscriptionState: 'no' })),
				},
			},
			items: [{ id: 'a' }],
		}),
	],
	[
		'items of one user with an event each',
		(size) => ({
			parameters: { options: { eventsJson: '={{ $json.e }}' } },
			items: list(size, () => ({ id: 'a', e: [{ name: 'e' }] })),
		}),
	],
	['items of one user with one attribute', (size) => ofOneUser(size, () => ({ a: 1 }))],
	[
		'items of one user with another attribute each',
		(size) => ofOneUser(size, (n) => ({ [name(n)]: 1 })),
	],
	[
		'items of one user with another nested key each',
		(size) => ofOneUser(size, (n) => ({ a: { [name(n)]: 1 } }), { mergeNestedObjects: 'always' }),
	],
	[
		'items of one user with another subscription group each',
		(size) =>
			ofOneUser(size, (n) => ({
				subscription_groups: [{ subscription_group_id: name(n), subscription_state: 'subscribed' }],
			})),
	],
	['items of one user with an operator each', (size) => ofOneUser(size, () => ({ a: { inc: 1 } }))],
	[
		'items of one user, not combined',
		(size) => ofOneUser(size, () => ({ a: 1 }), { combineItems: false }),
	],
	[
		'items of different users',
		(size) => ({
			parameters: { attributesMode: 'json', attributesJson: '={{ $json.a }}' },
			items: list(size, (n) => ({ id: name(n), a: { a: 1 } })),
		}),
	],
	[
		'only changes of a list of mixed elements',
		(size) => {
			const mixed = [{ a: 1 }, ...list(size, (n) => n)];
			const profile = { external_id: 'a', custom_attributes: { a: mixed } };
			return { ...byJson({ a: mixed }, { sendOnlyChanges: true }), profile };
		},
	],
	[
		'only changes of many items of a user with a large profile',
		(size) => {
			const profile = { external_id: 'a', custom_attributes: { a: object(size, () => 1) } };
			const job = ofOneUser(size, (n) => ({ a: { [name(n)]: 2 } }), { sendOnlyChanges: true });
			return { ...job, profile };
		},
	],
	[
		'what a dry run shows',
		(size) => ({
			...listed(
				'eventsJson',
				list(size, () => ({ name: 'e' })),
			),
			parameters: { options: { eventsJson: '={{ $json.e }}', dryRun: true, showRequests: true } },
		}),
	],
];

const SMALL = 300;

// (A little more for the digits of numbers, the edges of requests, and the clock, by which requests are
// under way together. What is not linear takes four times as much.)
const MOST = 2.2;

describe('twice the input is at most twice the work', () => {
	it.each(JOBS)('%s', async (_, jobOf) => {
		await run(jobOf(10));
		const [one, two] = [SMALL, 2 * SMALL].map(jobOf);
		const jobs = [one, two].map((job) => async () => await run(job));
		const { steps, ratio } = await compareSteps(jobs[0], jobs[1], MOST);
		expect(steps).toBeGreaterThan(100);
		expect(ratio).toBeLessThanOrEqual(MOST);
	});
});

describe('what an outcome says', () => {
	it.each(JOBS)('is bounded: %s', async (_, jobOf) => {
		const { items, ...job } = jobOf(1000);
		const outcomes = await run({ ...job, items });
		const told = [...items.keys()].flatMap((item) => [
			outcomes.errorsOf(item),
			outcomes.warningsOf(item),
		]);
		for (const lines of told) {
			expect(lines.length).toBeLessThanOrEqual(101);
			for (const line of lines) expect(line.length).toBeLessThan(1200);
		}
	});

	it('names the first problems and counts the others', async () => {
		const outcomes = await run(
			listed(
				'eventsJson',
				list(1000, () => ({})),
			),
		);
		const lines = outcomes.warningsOf(0);
		expect(lines).toHaveLength(100);
		expect(lines[0]).toContain('Events (JSON), entry 1: the name is missing.');
		expect(lines[99]).toBe('… and 901 more problems. Their parts were left out.');
	});

	it('names what costs the item even after a thousand parts', async () => {
		const { parameters, items } = byJson(object(1000, () => BAD));
		const outcomes = await run({
			parameters: { ...parameters, purchases: { purchase: [{}] } },
			items,
		});
		const outcomesOfBadId = await run({
			parameters: { ...parameters, options: { appId: [1] } },
			items,
		});
		expect(outcomes.errorsOf(0)).toEqual([]);
		expect(outcomesOfBadId.errorsOf(0)).toContain('App ID must be text. Value: [1].');
	});
});
