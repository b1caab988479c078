import { compileAssignments } from '../../../../nodes/Braze/mapping/assignments';
import { convert } from '../../../../nodes/Braze/mapping/convert';
import { parseName } from '../../../../nodes/Braze/mapping/name';
import { compileValue } from '../../../../nodes/Braze/mapping/value';
import { ItemError, Problems } from '../../../../nodes/Braze/model/itemError';

const never = () => {
	throw new Error('the engine was asked');
};

describe('a compiled parameter', () => {
	it('never asks the engine for literals and plain paths', () => {
		expect(compileValue('text', never)({}, 0)).toBe('text');
		expect(compileValue(5, never)({}, 0)).toBe(5);
		expect(compileValue('={{ $json.a }}', never)({ a: '={{ 1 }}' }, 0)).toBe('={{ 1 }}');
		expect(compileValue({ a: ['={{ $json.a }}', 1] }, never)({ a: 2 }, 0)).toEqual({ a: [2, 1] });
	});

	it('asks the engine for everything else, item by item', () => {
		const engine = jest.fn((expression: string, item: number) => `${expression}#${item}`);
		const value = compileValue('={{ $json.a + 1 }}', engine);
		expect(value({ a: 1 }, 4)).toBe('={{ $json.a + 1 }}#4');
		expect(engine).toHaveBeenCalledTimes(1);
	});

	it('asks the engine for a value that it might see differently', () => {
		const engine = jest.fn(() => 'from the engine');
		expect(compileValue('={{ $json.a }}', engine)({ a: new Date() as never }, 0)).toBe(
			'from the engine',
		);
	});
});

describe('a name', () => {
	it.each([
		['email', ['email']],
		['address.city', ['address', 'city']],
		['fields.email', ['fields', 'email']],
		["['favourite team']", ['favourite team']],
		['["favourite team"]', ['favourite team']],
		["fields['favourite team'].x", ['fields', 'favourite team', 'x']],
		['favourite team', ['favourite team']],
		['C[++]', ['C[++]']],
		['a..b', ['a..b']],
	])('%s stands for %j', (name, keys) => {
		expect(parseName(name)).toEqual(keys);
	});

	it('may not be empty or point into a list', () => {
		expect(() => parseName(' ')).toThrow('empty');
		expect(() => parseName('answers[0].text')).toThrow('points into a list');
	});
});

describe('a conversion', () => {
	it.each([
		['5', 'number', 5],
		['true', 'boolean', true],
		[5, 'string', '5'],
		['0400 000 000', 'string', '0400 000 000'],
		['a,b', 'string', 'a,b'],
		['["a"]', 'array', ['a']],
		['{"a":1}', 'object', { a: 1 }],
		['', 'number', ''],
		[null, 'number', null],
	] as const)('of %j to %s gives %j', (value, type, expected) => {
		expect(convert(value, type)).toEqual(expected);
	});

	it('that cannot be says so', () => {
		expect(() => convert('many', 'number')).toThrow(ItemError);
		expect(() => convert(['a'], 'string')).toThrow('is mapped as text, but the item holds a list');
		expect(() => convert('maybe', 'boolean')).toThrow('true or false');
	});
});

describe('assignments', () => {
	const ATTRIBUTE = { all: 'Attributes', one: 'Attribute' };

	it('give each field its path and value, and leave out those that fail, with their names', () => {
		const problems = new Problems();
		const fields = compileAssignments(
			{
				assignments: [
					{ name: 'email', value: '={{ $json.email }}', type: 'string' },
					{ name: 'age', value: '={{ $json.age }}', type: 'number' },
					{ name: 'list[0]', value: 'x', type: 'string' },
				],
			},
			never,
			ATTRIBUTE,
		)({ email: 'a@example.com', age: 'old' }, 0, problems);
		expect(fields).toEqual([{ name: 'email', path: ['email'], value: 'a@example.com' }]);
		expect(problems.found).toEqual([
			expect.stringMatching('^Attribute "age" is mapped as a number'),
			expect.stringMatching('^Attribute "list\\[0\\]" .*points into a list'),
		]);
	});

	it('report what the engine throws with the field, not as an exception', () => {
		const problems = new Problems();
		const fields = compileAssignments(
			{ assignments: [{ name: 'a', value: '={{ x() }}' }] },
			never,
			ATTRIBUTE,
		)({}, 0, problems);
		expect(fields).toEqual([]);
		expect(problems.found).toEqual([
			'Attribute "a" could not be evaluated by n8n: the engine was asked',
		]);
	});
});
