import axios from 'axios';
import * as fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { parsePath } from '../../nodes/Braze/mapping/path';
import { sharedScene } from '../support/scene.mts';

/** Keys of the generated items: plain, with blanks, accented, reserved words, names of methods. */
const KEYS = ['a', 'b c', 'größe', 'class', 'length', 'values', '$x', 'x-y', '7'];

const LEAF = fc.oneof(
	fc.constantFrom<unknown>(null, true, false, 0, -0, 1.5, 1e21, '', ' ', '007', '12/1/2021'),
	fc.constantFrom('2026-03-26T18:12:00.000Z', '={{ 1 + 1 }}', '{{ $json.a }}', 'a,b', 'null', '😀'),
	fc.string({ maxLength: 12 }),
);

const VALUE = fc.letrec((tie) => ({
	value: fc.oneof(
		{ maxDepth: 3, depthSize: 'small' },
		LEAF,
		fc.array(tie('value'), { maxLength: 3 }),
		fc.dictionary(fc.constantFrom(...KEYS), tie('value'), { maxKeys: 4 }),
	),
})).value;

const ITEM = fc.dictionary(fc.constantFrom(...KEYS), VALUE, { minKeys: 2, maxKeys: KEYS.length });

/** One step of a path, in each way that an expression can write it. */
const step = (key: string): string[] => {
	const bracketed = [`["${key}"]`, `['${key}']`];
	return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key)
		? [`.${key}`, `?.${key}`, ...bracketed]
		: bracketed;
};

const STEP = fc.oneof(
	fc.constantFrom(...KEYS.flatMap(step)),
	fc.constantFrom('[0]', '[1]', '?.[0]', '["1"]', '.length'),
);

const PATH = fc.array(STEP, { minLength: 1, maxLength: 4 }).map((steps) => steps.join(''));

// The same items and paths in every run: a test may not fail by chance.
const ITEMS = fc.sample(ITEM, { numRuns: 80, seed: 2026 });
const PATHS = [...new Set(fc.sample(PATH, { numRuns: 90, seed: 2026 }))];

/** A webhook that answers with what a dry run of Track User made of the posted items. */
function workflow(path: string, more: IDataObject, credential: object) {
	const node = (
		name: string,
		type: string,
		typeVersion: number,
		parameters: object,
		x: number,
	) => ({
		id: name,
		name,
		type,
		typeVersion,
		parameters,
		position: [x, 0] as [number, number],
	});
	const parameters = {
		resource: 'user',
		operation: 'track',
		identifyBy: 'externalId',
		externalId: '={{ $itemIndex }}x',
		attributesMode: 'drag',
		includeInputFields: false,
		options: OPTIONS,
		...more,
	};
	const track = node('Track User', 'n8n-nodes-komo-braze.braze', 1, parameters, 400);
	const link = (to: string) => ({ main: [[{ node: to, type: 'main', index: 0 }]] });
	return {
		name: path,
		nodes: [
			{
				...node(
					'Webhook',
					'n8n-nodes-base.webhook',
					2,
					{
						httpMethod: 'POST',
						path,
						responseMode: 'lastNode',
						responseData: 'allEntries',
					},
					0,
				),
				webhookId: path,
			},
			node('Split Out', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'body.items' }, 200),
			{ ...track, onError: 'continueRegularOutput', credentials: { brazeApi: credential } },
		],
		connections: { Webhook: link('Split Out'), 'Split Out': link('Track User') },
	};
}

/** How a dry run is made; an item that cannot be read as a whole is rejected. */
const OPTIONS = {
	dryRun: true,
	showRequests: true,
	emptyValues: 'send',
	invalidValues: 'reject',
};

/** The paths that could not be read, on one of the two ways. */
const refused = (errors: unknown, way: string) =>
	(errors as string[]).flatMap((error) => new RegExp(`"${way}\\.(p\\d+)"`).exec(error)?.[1] ?? []);

/** Publishes the workflow and gives what it makes of the items. */
async function dryRun(path: string, parameters: IDataObject, items: unknown[]) {
	const { api, n8n, credentials } = sharedScene();
	await api.publish(await api.addWorkflow(workflow(path, parameters, credentials.braze)));
	const { data } = await axios.post<IDataObject[]>(`${n8n.url}/webhook/${path}`, { items });
	const attributes = data
		.flatMap(({ requests }) => (requests ?? []) as IDataObject[])
		.flatMap((request) => request.attributes as IDataObject[]);
	return { data, attributes };
}

const mapped = (assignments: object[]) => ({ attributes: { assignments } }) as IDataObject;

const assign = (name: string, value: string) => ({ id: name, name, value });

describe('A plain path, in a real n8n', () => {
	it('gives, compiled, what n8n’s engine gives', async () => {
		for (const path of PATHS) {
			expect(parsePath(`={{ $json${path} }}`)).toBeDefined();
			expect(parsePath(`={{ ($json${path}) }}`)).toBeUndefined();
		}
		// Two attributes that are objects of any content to Braze: one compiled, one evaluated.
		const assignments = PATHS.flatMap((path, index) => [
			assign(`facebook.p${index}`, `={{ $json${path} }}`),
			assign(`twitter.p${index}`, `={{ ($json${path}) }}`),
		]);
		const { data, attributes: objects } = await dryRun('compiled', mapped(assignments), ITEMS);

		// What the engine refuses, such as a list's own methods, is refused both ways.
		const rejected = data.filter(({ status }) => status === 'rejected');
		expect(rejected.length).toBeLessThan(ITEMS.length / 4);
		for (const { errors } of rejected)
			expect(refused(errors, 'facebook')).toEqual(refused(errors, 'twitter'));
		expect(objects).toHaveLength(ITEMS.length - rejected.length);
		for (const { facebook: compiled, twitter: evaluated } of objects) {
			expect(compiled).toEqual(evaluated);
		}
		// The paths do lead somewhere: enough values were compared, of every kind.
		const values = objects.flatMap(({ facebook }) => Object.values(facebook ?? {}));
		expect(values.length).toBeGreaterThan(300);
		const kinds = new Set(values.map((value) => (Array.isArray(value) ? 'list' : typeof value)));
		expect([...kinds].sort()).toEqual(['boolean', 'list', 'number', 'object', 'string']);
	});
});

const TIME = '2026-01-01T00:00:00.000Z';

const PEOPLE = fc.sample(
	fc.record({
		id: fc.constantFrom<unknown>(undefined, null, '', ' ', 5, 'x', '={{ 1 }}', true, {}, [1]),
		email: fc.constantFrom<unknown>(undefined, null, '', 'a@b.co', 7),
		name: fc.constantFrom<unknown>(undefined, null, '', 'entered', 5, '{{ 1 }}'),
		go: fc.oneof(LEAF, fc.constantFrom<unknown>(undefined, 'No', 'false', [], {}, [0])),
		price: fc.constantFrom<unknown>(1.5, '2.50', 'free', null, undefined),
		list: fc.constantFrom<unknown>(
			undefined,
			null,
			'',
			'[',
			[],
			{ name: 'single', time: TIME },
			[{ name: 'a', time: TIME, properties: { list: [1, null] } }, null, 'x', { name: '' }],
			'[{"name": "text", "time": "2026-01-01"}]',
		),
	}),
	{ numRuns: 120, seed: 2026 },
);

/** Every field beside the attributes that can hold an expression for each item. */
const fieldsOf = (read: (name: string) => string, invalidValues: string): IDataObject => ({
	identifyBy: 'firstAvailable',
	identifiers: {
		identifier: [
			{ by: 'externalId', aliasLabel: 'email', value: read('id') },
			{ by: 'userAlias', aliasLabel: 'email', value: read('email') },
		],
	},
	events: {
		event: [
			{ name: { __rl: true, mode: 'name', value: read('name') }, sendIf: read('go'), time: TIME },
		],
	},
	purchases: {
		purchase: [
			{
				productId: 'p',
				currency: 'AUD',
				price: read('price'),
				quantity: 1,
				sendIf: read('go'),
				time: TIME,
			},
		],
	},
	subscriptionGroups: {
		group: [{ subscriptionGroupId: 'g', subscriptionState: 'subscribed', sendIf: read('go') }],
	},
	options: { ...OPTIONS, invalidValues, eventsJson: read('list') },
});

describe('Identifiers, conditions and lists, in a real n8n', () => {
	it.each(['leaveOut', 'reject'])(
		'are, compiled, what n8n’s engine makes them: %s',
		async (invalid) => {
			const run = async (way: string, read: (name: string) => string) =>
				(await dryRun(`${way}-${invalid}`, fieldsOf(read, invalid), PEOPLE)).data;
			const compiled = await run('compiled', (name) => `={{ $json.${name} }}`);
			const evaluated = await run('evaluated', (name) => `={{ ($json.${name}) }}`);
			expect(compiled).toHaveLength(PEOPLE.length);
			expect(compiled).toEqual(evaluated);
			const counts = new Set(compiled.map(({ status }) => status));
			expect([...counts].sort()).toEqual(
				expect.arrayContaining([
					'preview',
					'rejected',
					...(invalid === 'leaveOut' ? ['skipped'] : []),
				]),
			);
		},
	);
});

describe('What n8n evaluates', () => {
	it('keeps its type: dates as Braze wants them, numbers, lists, objects', async () => {
		const { attributes } = await dryRun(
			'evaluated',
			mapped([
				assign('luxon', '={{ DateTime.fromISO("2026-03-26T18:12:00Z", { zone: "utc" }) }}'),
				assign('date', '={{ new Date(0) }}'),
				assign('o.at', '={{ DateTime.fromISO("2026-03-26T18:12:00Z", { zone: "utc" }) }}'),
				assign('number', '={{ $json.n * 2 }}'),
				assign('list', '={{ [$json.n, 3] }}'),
				assign('points', '={{ { inc: $json.n } }}'),
			]),
			[{ n: 2 }],
		);
		expect(attributes).toEqual([
			{
				external_id: '0x',
				luxon: '2026-03-26T18:12:00.000Z',
				date: '1970-01-01T00:00:00.000Z',
				o: { at: { $time: '2026-03-26T18:12:00.000Z' } },
				number: 4,
				list: [2, 3],
				points: { inc: 2 },
				// `o` comes from a dotted name.
				_merge_objects: true,
			},
		]);
	});
});
