import { mappingNotes } from '../../../../nodes/Braze/track/mappingNotes';
import { dragged } from '../support/parameters';

const autoMap = (known: string[], more: object = {}) => ({
	attributesMode: 'list',
	attributesMapping: {
		mappingMode: 'autoMapInputData',
		value: null,
		schema: known.map((id) => ({ id })),
	},
	...more,
});

const unknown = (parameters: object, items: object[]) => [
	...mappingNotes(parameters as never, items as never).unknownFields,
];

describe('auto-map', () => {
	it('names the fields that the workspace does not know, with their items', () => {
		const items = [
			{ email: 'a', team: 'Reds' },
			{ team: 'Blues', size: 3 },
		];
		expect(unknown(autoMap(['email']), items)).toEqual([
			['team', 2],
			['size', 1],
		]);
	});

	it.each([
		['={{ $json.id }}'],
		["={{ $json['id'] }}"],
		['={{ $json["id"] }}'],
		['=u-{{ $json.id }}'],
	])('does not name what is used elsewhere: %s', (externalId) => {
		expect(unknown(autoMap([], { externalId }), [{ id: 1, idea: 2 }])).toEqual([['idea', 1]]);
	});

	it('is the only mode that leaves fields out', () => {
		const items = [{ team: 'Reds' }];
		expect(unknown({ attributesMode: 'drag' }, items)).toEqual([]);
		// (Of a mode that was chosen before, n8n keeps the parameters.)
		expect(unknown(autoMap([], { attributesMode: 'drag' }), items)).toEqual([]);
		const attributesMapping = { mappingMode: 'defineBelow', value: {}, schema: [] };
		expect(unknown({ attributesMode: 'list', attributesMapping }, items)).toEqual([]);
	});
});

describe('a mapped field', () => {
	const empty = (value: unknown, items: object[]) =>
		mappingNotes(
			{ attributesMode: 'drag', attributes: dragged({ x: value }) } as never,
			items as never,
		).emptyFields;

	it.each([[[{}]], [[{ x: null }, { x: '' }, { x: '  ' }]]])(
		'that no item fills is named: %j',
		(items) => {
			expect(empty('={{ $json.x }}', items)).toEqual(['x']);
		},
	);

	it.each<[string, unknown, object[]]>([
		['one item has it', '={{ $json.x }}', [{}, { x: 0 }]],
		['it is false', '={{ $json.x }}', [{ x: false }]],
		['it is no path', '={{ $json.x ?? 1 }}', [{}]],
		['it is fixed', 'text', [{}]],
		['there is no item', '={{ $json.x }}', []],
	])('is not if %s', (_why, value, items) => {
		expect(empty(value, items)).toEqual([]);
	});

	it.each<[string, object, string[]]>([
		['drag', {}, ['x']],
		['list', {}, ['y']],
		['json', {}, []],
		['list', { mappingMode: 'autoMapInputData' }, []],
		['list', { value: null }, []],
		['list', { value: '={{ $json.all }}' }, []],
	])('is one of the mode that is chosen: %s, %j', (attributesMode, more, fields) => {
		const value = { y: '={{ $json.y }}', n: 5 };
		const parameters = {
			attributesMode,
			attributes: dragged({ x: '={{ $json.x }}', n: 5 }),
			attributesMapping: { mappingMode: 'defineBelow', value, schema: [], ...more },
		};
		expect(mappingNotes(parameters as never, [{}]).emptyFields).toEqual(fields);
	});
});

it('names rows that do nothing, since what they need was not filled in', () => {
	const states = ['subscribed', '', undefined, '={{ $json.optin }}', '='];
	const group = states.map((subscriptionState) => ({
		subscriptionGroupId: 'g',
		subscriptionState,
	}));
	const names = [
		{ mode: 'list', value: '' },
		{ mode: 'name', value: 'entered' },
		'',
		'={{ $json.x }}',
	];
	const event = names.map((name) => ({
		name: typeof name === 'string' ? name : { __rl: true, ...name },
	}));
	const rows = (parameters: object) => mappingNotes(parameters as never, []).idleRows;
	expect(rows({ subscriptionGroups: { group }, events: { event } })).toEqual([
		{ collection: 'Events', field: 'Event Name', rows: [1, 3] },
		{ collection: 'Subscription Groups', field: 'Subscription State', rows: [2, 3, 5] },
	]);
	for (const none of [{}, { subscriptionGroups: {} }, { subscriptionGroups: '={{ $json.all }}' }]) {
		expect(rows(none)).toEqual([]);
	}
});

it.each([
	[{ events: { event: [{ sendIf: '={{ $json.won }}' }] } }, true],
	[{ events: { event: [{ sendIf: true }] } }, false],
	[{ events: { event: [{ name: 'x' }] } }, false],
	[{}, false],
])('knows whether anything depends on a Send If: %j', (parameters, expected) => {
	expect(mappingNotes(parameters as never, []).isConditional).toBe(expected);
});
