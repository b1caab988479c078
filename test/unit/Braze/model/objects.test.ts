import { ItemError } from '../../../../nodes/Braze/model/itemError';
import { charactersOf, isLonger } from '../../../../nodes/Braze/model/limits';
import { checkNumber } from '../../../../nodes/Braze/model/numbers';
import { checkLevels, isPlainObject, setOwn } from '../../../../nodes/Braze/model/objects';
import { nested } from '../support/nested';

describe('a plain object', () => {
	it.each([{}, { a: 1 }, Object.create(null)])('is what JSON calls one: %j', (value) => {
		expect(isPlainObject(value)).toBe(true);
	});
	it.each([null, undefined, 'x', 5, [], new Date(), new Map(), Object.create({ a: 1 })])(
		'is not %j',
		(value) => {
			expect(isPlainObject(value)).toBe(false);
		},
	);

	it('may have any key', () => {
		const object = {};
		setOwn(object, 'a', 1);
		setOwn(object, '__proto__', { b: 2 });
		expect(JSON.stringify(object)).toBe('{"a":1,"__proto__":{"b":2}}');
		expect(Object.getPrototypeOf(object)).toBe(Object.prototype);
		setOwn(object, '__proto__', 3);
		expect(JSON.stringify(object)).toBe('{"a":1,"__proto__":3}');
		const [a, proto] = ['a', '__proto__'].map((name) =>
			Object.getOwnPropertyDescriptor(object, name),
		);
		expect(proto).toEqual({ ...a, value: 3 });
	});
});

describe('levels', () => {
	it('are counted through lists and objects, and bounded', () => {
		const value = { a: [nested(98)] };
		expect(checkLevels(value)).toBe(value);
		expect(() => checkLevels({ a: [nested(99)] })).toThrow(ItemError);
		expect(() => checkLevels({ a: 1, b: nested(100_000) })).toThrow(
			'is nested more than 100 levels deep. Map only a part of it.',
		);
		expect(checkLevels(null)).toBeNull();
		expect(checkLevels('x')).toBe('x');
		const circle: Record<string, unknown> = {};
		circle.circle = circle;
		expect(() => checkLevels(circle)).toThrow('100 levels');
	});
});

describe('characters', () => {
	it('are code points', () => {
		expect(charactersOf('a😀')).toBe(2);
		expect(isLonger('a😀', 2)).toBe(false);
		expect(isLonger('a😀', 1)).toBe(true);
		expect(isLonger('abc', 3)).toBe(false);
		expect(isLonger('abcd', 3)).toBe(true);
	});
});

describe('a number', () => {
	it.each([0, -1.5, 2 ** 53 - 1, 0.1])('is stored as it is: %d', (value) => {
		expect(checkNumber(value)).toBe(value);
	});
	it.each([Number.NaN, Number.POSITIVE_INFINITY])('is none: %d', (value) => {
		expect(() => checkNumber(value)).toThrow(/^is not a number that Braze can store\.$/);
	});
	it.each([2 ** 53, -(2 ** 53), 1e21])('has lost digits: %d', (value) => {
		expect(() => checkNumber(value)).toThrow(
			/^is a whole number above 2\^53, so it has already lost digits\. Make it text at its source/,
		);
	});
});
