import { nest } from '../../../../nodes/Braze/mapping/nest';

const field = (path: string[], value: unknown) => ({ path, value });

describe('nest', () => {
	it('puts plain names on one level, in their order', () => {
		const built = nest([field(['b'], 1), field(['a'], 'x'), field(['c'], null)]);
		expect(JSON.stringify(built)).toBe('{"b":1,"a":"x","c":null}');
	});

	it('makes each object of its own values, whatever was made before it', () => {
		const shown = (...fields: Array<[string, unknown]>) =>
			JSON.stringify(nest(fields.map(([key, value]) => field([key], value))));
		expect(shown(['a', 1], ['b', 2])).toBe('{"a":1,"b":2}');
		expect(shown(['a', 3], ['b', 4])).toBe('{"a":3,"b":4}');
		expect(shown(['b', 1], ['a', 2])).toBe('{"b":1,"a":2}');
		expect(shown(['a', 1], ['b', undefined])).toBe('{"a":1}');
		expect(shown(['b', 1])).toBe('{"b":1}');
		expect(shown(['a', 1], ['b', 2], ['a', 3])).toBe('{"a":3,"b":2}');
		expect(shown(['__proto__', 1], ['a', 2])).toBe('{"__proto__":1,"a":2}');
		expect(shown(['__proto__', { x: 1 }], ['a', 2])).toBe('{"__proto__":{"x":1},"a":2}');
	});

	it('makes the shape of an object once for all items with the same names', () => {
		const made = jest.spyOn(Object, 'fromEntries');
		const shapesFor = (count: number, prefix: string) => {
			const names = Array.from({ length: count }, (_, index) => prefix + index);
			made.mockClear();
			const built = nest(names.map((name) => field([name], name)));
			const shapes = made.mock.calls.length;
			expect(Object.entries(built)).toEqual(names.map((name) => [name, name]));
			return shapes;
		};
		try {
			expect(['a', 'a', 'b', 'b', 'a', 'b'].map((prefix) => shapesFor(30, prefix))).toEqual([
				1, 0, 1, 0, 1, 1,
			]);
			// Those of more names are not kept.
			expect([shapesFor(200, 'a'), shapesFor(200, 'a')]).toEqual([1, 1]);
		} finally {
			made.mockRestore();
		}
	});

	it('makes objects of paths, and gathers what belongs to one', () => {
		expect(
			nest([
				field(['address', 'city'], 'Perth'),
				field(['age'], 3),
				field(['address', 'zip'], '1'),
			]),
		).toEqual({ address: { city: 'Perth', zip: '1' }, age: 3 });
	});

	it('leaves out fields without a value, even over one that has it', () => {
		expect(nest([field(['a'], 1), field(['a'], undefined), field(['b', 'c'], undefined)])).toEqual({
			a: 1,
		});
	});

	it('leaves out a value without a place', () => {
		expect(nest([field([], 1), field(['a', 'b'], 2)])).toEqual({ a: { b: 2 } });
	});

	it('lets the later field win', () => {
		expect(nest([field(['a'], 1), field(['a'], 2)])).toEqual({ a: 2 });
		expect(nest([field(['a'], 1), field(['a', 'b'], 2)])).toEqual({ a: { b: 2 } });
		expect(nest([field(['a', 'b'], 2), field(['a'], [1])])).toEqual({ a: [1] });
		expect(nest([field(['a'], [1]), field(['a', 'b'], 2)])).toEqual({ a: { b: 2 } });
		expect(nest([field(['a'], null), field(['a', 'b'], 2)])).toEqual({ a: { b: 2 } });
	});

	it('adds to an object mapped before without changing the item that holds it', () => {
		const mapped = { city: 'Perth' };
		expect(nest([field(['address'], mapped), field(['address', 'zip'], '6000')])).toEqual({
			address: { city: 'Perth', zip: '6000' },
		});
		expect(mapped).toEqual({ city: 'Perth' });
	});

	it('takes __proto__ and constructor as names like any other', () => {
		const built = nest([
			field(['__proto__', 'polluted'], true),
			field(['constructor', 'prototype', 'polluted'], true),
		]);
		expect(JSON.stringify(built)).toBe(
			'{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
		);
		expect(Object.getPrototypeOf(built)).toBe(Object.prototype);
		expect({}).not.toHaveProperty('polluted');
	});
});
