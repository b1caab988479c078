import { compileAssignments, compileField } from '../../../../nodes/Braze/mapping/assignments';
import { type Engine, evaluated } from '../../../../nodes/Braze/mapping/engine';
import { IsoDate } from '../../../../nodes/Braze/model/dates';
import { Problems } from '../../../../nodes/Braze/model/itemError';
import { engineOf, never } from '../support/engine';

const ATTRIBUTE = { all: 'Attributes', one: 'Attribute' };

const read = (parameter: unknown, json: object = {}, engine: Engine = engineOf()) => {
	const problems = new Problems();
	const mapping = compileAssignments(parameter, engine, ATTRIBUTE);
	return { fields: mapping(json as never, 3, problems), problems: problems.messages };
};

const of = (...assignments: object[]) => ({ assignments });

describe('assignments', () => {
	it('give each field its path and value, and leave out those that fail, with their names', () => {
		const { fields, problems } = read(
			of(
				{ name: 'email', value: '={{ $json.email }}', type: 'string' },
				{ name: 'age', value: '={{ $json.age }}', type: 'number' },
				{ name: 'list[0]', value: 'x', type: 'string' },
				{ name: 'address.city', value: 'Perth' },
			),
			{ email: 'a@example.com', age: 'old' },
		);
		expect(fields).toEqual([
			{ name: 'email', path: ['email'], value: 'a@example.com' },
			{ name: 'address.city', path: ['address', 'city'], value: 'Perth' },
		]);
		expect(problems).toEqual([
			expect.stringMatching('^Attribute "age" is mapped as a number'),
			expect.stringMatching('^Attribute "list\\[0\\]" points into a list'),
		]);
	});

	it('report what the engine throws with the field, not as an exception', () => {
		const { fields, problems } = read(
			of({ name: 'a', value: '={{ x() }}' }, { name: 'b', value: 1 }),
		);
		expect(fields).toEqual([{ name: 'b', path: ['b'], value: 1 }]);
		expect(problems).toEqual(['Attribute "a" could not be evaluated: the engine was asked.']);
	});

	it('may have a name from an expression, for each item', () => {
		const parameter = of({ name: '={{ $json.name }}', value: '={{ $json.value }}' });
		expect(read(parameter, { name: 'a.b', value: 1 }).fields).toEqual([
			{ name: 'a.b', path: ['a', 'b'], value: 1 },
		]);
		expect(read(parameter, { name: 'list[0]', value: 1 }).problems).toEqual([
			expect.stringMatching('^Attribute "list\\[0\\]" '),
		]);
		for (const name of [undefined, null, {}, [], ['a']]) {
			expect(read(of({ name: 'a', value: 1 }, { name, value: 1 }))).toEqual({
				fields: [{ name: 'a', path: ['a'], value: 1 }],
				problems: ['Attributes, row 2: the name is empty. Enter one, or remove the row.'],
			});
		}
		const composed = of({ name: '=x-{{ $json.missing }}', value: 1 });
		expect(read(composed)).toEqual({
			fields: [],
			problems: [
				'Attributes, row 1: the name is put together from several values, and {{ $json.missing }} is empty.',
			],
		});
		for (const name of ['undefined', 'q-[object Object]']) {
			expect(read(parameter, { name, value: 1 }).problems).toEqual([
				expect.stringMatching('^Attributes, row 1: the name must be text'),
			]);
		}
		for (const name of [undefined, null, '', ' ', '\u200b']) {
			expect(read(parameter, { name, value: 1 }).problems).toEqual([
				'Attributes, row 1: the name is empty. Enter one, or remove the row.',
			]);
		}
		for (const [name, shown] of [
			[true, 'true'],
			[Number.NaN, 'null'],
			[{ a: 1 }, '{"a":1}'],
		]) {
			expect(read(parameter, { name, value: 1 }).problems).toEqual([
				`Attributes, row 1: the name must be text. Change the expression, or enter a name. Value: ${String(shown)}.`,
			]);
		}
		expect(read(parameter, { name: 2026, value: 1 }).fields).toEqual([
			{ name: '2026', path: ['2026'], value: 1 },
		]);
		expect(read(of({ name: '={{ x() }}', value: 1 })).problems).toEqual([
			'Attributes, row 1: Attribute name could not be evaluated: the engine was asked.',
		]);
	});

	it('may have any name that someone typed', () => {
		expect(read(of({ name: 'null', value: 1 })).fields).toEqual([
			{ name: 'null', path: ['null'], value: 1 },
		]);
	});

	it('say which of them is left out, also for its name', () => {
		const problems = new Problems().within('', { kind: 'attribute' });
		const mapping = compileAssignments(
			of({ name: 'list[0]', value: 1 }, { name: 'n', value: 'many', type: 'number' }),
			engineOf(),
			ATTRIBUTE,
		);
		mapping({}, 0, problems);
		expect(problems.found.map(({ part }) => part)).toEqual([
			{ kind: 'attribute', name: 'list[0]' },
			{ kind: 'attribute', name: 'n' },
		]);
	});

	it.each(['email', 'phone'])(
		'lack the %s that lacks a part, as all such people would share it',
		(name) => {
			const value = '=mia-{{ $json.ref }}';
			const engine = engineOf((expression) =>
				expression === value ? 'mia-' : never(expression, 0),
			);
			const missing = 'is put together from several values, and {{ $json.ref }} is empty.';
			expect(read(of({ name, value }), { ref: ' ' }, engine).problems).toEqual([
				`Attribute "${name}" ${missing}`,
			]);
			for (const other of ['nickname', `contact.${name}`, `${name}.work`]) {
				const { fields } = read(of({ name: other, value }), { ref: ' ' }, engine);
				expect(fields).toMatchObject([{ name: other, value: 'mia-' }]);
			}
		},
	);

	it('leave a place to its own rule, whatever type was chosen', () => {
		const parameter = of({ name: 'current_location', value: '52.5, 13.4', type: 'object' });
		expect(read(parameter).fields).toEqual([
			{ name: 'current_location', path: ['current_location'], value: '52.5, 13.4' },
		]);
	});

	it('may come whole from an expression, whose text is not evaluated again', () => {
		const engine = engineOf((expression, item) => {
			if (expression !== '={{ $json.all }}!') throw new Error(`unexpected ${expression}`);
			return of(
				{ name: '={{ $json.x }}', value: '={{ $json.x }}', type: 'string' },
				{ name: 'n', value: String(item), type: 'number' },
				{ name: 'at', value: '2024-05-01 10:00', type: 'dateTime' },
			);
		});
		expect(read('={{ $json.all }}!', { x: 'evil' }, engine)).toEqual({
			fields: [
				{ name: '={{ $json.x }}', path: ['={{ $json', 'x }}'], value: '={{ $json.x }}' },
				{ name: 'n', path: ['n'], value: 3 },
				{ name: 'at', path: ['at'], value: new IsoDate('2024-05-01T10:00:00.000+10:00') },
			],
			problems: [],
		});
	});

	it('that fail whole are a problem of their item', () => {
		expect(read('={{ x() }}')).toEqual({
			fields: [],
			problems: ['Attributes could not be evaluated: the engine was asked.'],
		});
	});

	it.each([[{ city: 'Perth' }], ['Perth'], [[{ name: 'city', value: 'Perth' }]]])(
		'that an expression gives as %j are a problem of their item, not nothing',
		(all) => {
			const { fields, problems } = read('={{ $json.all }}', { all });
			expect(fields).toEqual([]);
			expect(problems).toEqual([
				'Attributes as an expression must return {"assignments": [{"name": "…", "value": "…"}]}. To map an object of names and values, use JSON.',
			]);
		},
	);

	it.each([
		undefined,
		null,
		{},
		{ assignments: null },
		'={{ $json.missing }}',
		'={{ $json.nothing }}',
		'={{ $json.empty }}',
	])('are none in %j', (parameter) => {
		const json = { nothing: null, empty: '' };
		expect(read(parameter, json)).toEqual({ fields: [], problems: [] });
	});

	it('are none in text that n8n has evaluated already, whatever it looks like', () => {
		const { fields, problems } = read('={{ $json.all }}', {}, evaluated(engineOf()));
		expect({ fields, problems }).toEqual({ fields: [], problems: [] });
	});
});

describe('a field', () => {
	it('may be given by its path, whatever characters the keys hold', () => {
		const field = compileField({ name: ['a.b'], value: 1 }, engineOf(), 'Attribute');
		expect(field({}, 0)).toEqual({ name: 'a.b', path: ['a.b'], value: 1 });
		const nested = compileField({ name: ['a', 'b.c'], value: 1 }, engineOf(), 'Attribute');
		expect(nested({}, 0)).toEqual({ name: 'a.b.c', path: ['a', 'b.c'], value: 1 });
	});
});
