import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { readSettings } from '../../../nodes/Komo/settings';

/** What n8n fills in for a node as it is dropped on the canvas. */
const NEW = {
	authentication: 'none',
	events: ['CompetitionEntrySuccess', 'workflow'],
	output: 'flat',
	options: {},
};

const read = (parameters: IDataObject = {}) =>
	readSettings({
		getNodeParameter(name: string, fallback?: unknown) {
			const all: IDataObject = { ...NEW, ...parameters };
			if (!(name in all) && fallback === undefined) throw new Error(`Could not get ${name}`);
			return all[name] ?? fallback;
		},
	} as unknown as IWebhookFunctions);
const options = (values: IDataObject) => read({ options: values });

it('of a new node: everything from the chosen events, at once', () => {
	expect(read()).toEqual({
		secretLocation: undefined,
		filters: {
			events: ['CompetitionEntrySuccess', 'workflow'],
			otherEvents: [],
			siteIds: [],
			cardIds: [],
			cardTypes: [],
		},
		responseMode: 'onReceived',
		output: 'flat',
		headerNames: undefined,
		ignoreDuplicatesFor: 0,
		group: undefined,
	});
});

it.each([
	['lastNode', 'lastNode'],
	['onReceived', 'onReceived'],
	['', 'onReceived'],
	[null, 'onReceived'],
])('%j responds %s, as n8n does', (chosen, mode) => {
	expect(read({ responseMode: chosen }).responseMode).toBe(mode);
});

describe('the secret', () => {
	it.each<[IDataObject, string | undefined]>([
		[{ authentication: 'none', secretLocation: 'query' }, undefined],
		[{ authentication: 'secret', secretLocation: 'header' }, 'header'],
		[{ authentication: 'secret', secretLocation: 'query' }, 'query'],
		[{ authentication: 'secret' }, 'header'],
		[{ authentication: 'secret', secretLocation: '' }, 'header'],
		[{ authentication: '' }, 'header'],
		[{ authentication: null }, 'header'],
	])('with %j is asked for in: %s', (parameters, location) => {
		expect(read(parameters).secretLocation).toBe(location);
	});
});

describe('lists', () => {
	it('are split at commas, without blanks and empty parts', () => {
		expect(
			options({ siteIds: ' a, b ,,c,', cardIds: 'a', cardTypes: ' Quiz , Poll' }).filters,
		).toMatchObject({ siteIds: ['a', 'b', 'c'], cardIds: ['a'], cardTypes: ['Quiz', 'Poll'] });
		expect(options({ siteIds: null, cardIds: 7 }).filters).toMatchObject({
			siteIds: [],
			cardIds: ['7'],
		});
	});

	it('of other events count only where these are chosen', () => {
		const otherEvents = 'CouponViewed, CouponRedeemed';
		expect(read({ events: ['other'], otherEvents }).filters.otherEvents).toEqual([
			'CouponViewed',
			'CouponRedeemed',
		]);
		expect(read({ events: ['*'], otherEvents }).filters.otherEvents).toEqual([]);
		expect(read({ events: ['other'] }).filters.otherEvents).toEqual([]);
	});

	it('of events may be one event, from an expression', () => {
		expect(read({ events: 'CardViewed' }).filters.events).toEqual(['CardViewed']);
	});
});

describe('headers', () => {
	it.each<[IDataObject, string[] | undefined]>([
		[{}, undefined],
		[{ headerNames: 'X-Source' }, undefined],
		[{ includeHeaders: false, headerNames: 'X-Source' }, undefined],
		[{ includeHeaders: 'true' }, undefined],
		[{ includeHeaders: true }, []],
		[{ includeHeaders: true, headerNames: 'X-Source, X-Hub' }, ['X-Source', 'X-Hub']],
	])('with %j: %j', (values, expected) => {
		expect(options(values).headerNames).toEqual(expected);
	});
});

describe('numbers', () => {
	it.each<[unknown, number]>([
		[undefined, 0],
		[0, 0],
		[10, 600_000],
		['2', 120_000],
		[0.5, 30_000],
		[1_440, 86_400_000],
		[1_441, 86_400_000],
		[Infinity, 86_400_000],
		[-1, 0],
		['soon', 0],
	])('%s minutes of Ignore Duplicates are %d ms', (ignoreDuplicates, expected) => {
		expect(options({ ignoreDuplicates } as IDataObject).ignoreDuplicatesFor).toBe(expected);
	});

	it.each<[IDataObject, object]>([
		[
			{ maxSubmissions: 75, maxWait: 250 },
			{ maxSubmissions: 75, maxWait: 250 },
		],
		[
			{ maxSubmissions: '2.9', maxWait: '2.5' },
			{ maxSubmissions: 2, maxWait: 2.5 },
		],
		[
			{ maxSubmissions: 0, maxWait: 0 },
			{ maxSubmissions: 1, maxWait: 1 },
		],
		[
			{ maxSubmissions: 1_001, maxWait: 10_001 },
			{ maxSubmissions: 1_000, maxWait: 10_000 },
		],
		[
			{ maxSubmissions: 'many', maxWait: 'long' },
			{ maxSubmissions: 1, maxWait: 1 },
		],
	])('groups of %j are %j', (values, expected) => {
		expect(options({ groupSubmissions: { values } }).group).toEqual(expected);
	});

	it.each([{}, { groupSubmissions: {} }])('no group is made with %j', (values) => {
		expect(options(values).group).toBeUndefined();
	});
});
