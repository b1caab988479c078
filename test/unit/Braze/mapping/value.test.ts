import { evaluated } from '../../../../nodes/Braze/mapping/engine';
import { compileValue, pickedValue } from '../../../../nodes/Braze/mapping/value';
import { ItemError } from '../../../../nodes/Braze/model/itemError';
import { engineOf } from '../support/engine';
import { nested } from '../support/nested';

const NEVER = engineOf();

describe('a compiled parameter', () => {
	it('never asks the engine for literals and plain paths', () => {
		expect(compileValue('text', NEVER)({}, 0)).toBe('text');
		expect(compileValue(5, NEVER)({}, 0)).toBe(5);
		expect(compileValue('={{ $json.a }}', NEVER)({ a: '={{ 1 }}' }, 0)).toBe('={{ 1 }}');
		expect(compileValue({ a: ['={{ $json.a }}', 1] }, NEVER)({ a: 2 }, 0)).toEqual({ a: [2, 1] });
	});

	it('asks the engine for everything else, item by item', () => {
		const evaluate = jest.fn((expression: string, item: number) => `${expression}#${item}`);
		const value = compileValue('={{ $json.a + 1 }}', engineOf(evaluate));
		expect(value({ a: 1 }, 4)).toBe('={{ $json.a + 1 }}#4');
		expect(evaluate).toHaveBeenCalledTimes(1);
	});

	it('takes text that begins like a path for the engine’s', () => {
		const evaluate = jest.fn(() => 'id=7');
		expect(compileValue('=id={{ $json.id }}', engineOf(evaluate))({ id: 7 }, 0)).toBe('id=7');
		expect(evaluate).toHaveBeenCalledWith('=id={{ $json.id }}', 0);
	});

	it('asks the engine for a value that it might see differently', () => {
		const evaluate = jest.fn(() => 'from the engine');
		const value = compileValue('={{ $json.a }}', engineOf(evaluate));
		expect(value({ a: new Date() as never }, 0)).toBe('from the engine');
	});

	it('fails with the field’s name where the engine does', () => {
		const value = compileValue('={{ x() }}', NEVER, 'Time');
		expect(() => value({}, 0)).toThrow(ItemError);
		expect(() => value({}, 0)).toThrow(/^Time could not be evaluated: the engine was asked$/);
		expect(compileValue('={{ $json.a }}', NEVER, 'Time')({ a: 1 }, 0)).toBe(1);
	});

	it('fails like that where the engine gives something that cannot be read, such as $input', () => {
		const unreadable = new Proxy(
			{},
			{
				ownKeys: () => {
					throw new Error('no data');
				},
			},
		);
		const value = compileValue(
			'={{ $input }}',
			engineOf(() => unreadable),
			'Time',
		);
		expect(() => value({}, 0)).toThrow(/^Time could not be evaluated: no data$/);
	});

	it('is refused where it is nested so deeply that reading on would fail', () => {
		const path = compileValue('={{ $json.a }}', NEVER);
		expect(path({ a: nested(100) }, 0)).toEqual(nested(100));
		expect(() => path({ a: nested(101) }, 0)).toThrow('is nested more than 100 levels deep');
		expect(() => path({ a: nested(50_000) }, 0)).toThrow('is nested more than 100 levels deep');
		const result = compileValue(
			'={{ x }}',
			engineOf(() => nested(50_000)),
		);
		expect(() => result({}, 0)).toThrow('is nested more than 100 levels deep');
	});

	it('that n8n has evaluated already is as it is', () => {
		const structure = { a: '={{ $json.a }}', b: ['={{ x() }}'] };
		expect(compileValue(structure, evaluated(NEVER))({ a: 1 }, 0)).toEqual(structure);
	});
});

describe('a resource locator', () => {
	it('gives what was picked', () => {
		expect(pickedValue({ __rl: true, mode: 'list', value: 'x' })).toBe('x');
		expect(pickedValue('x')).toBe('x');
		expect(pickedValue(null)).toBeNull();
		expect(pickedValue({ value: 'x' })).toEqual({ value: 'x' });
	});
});
