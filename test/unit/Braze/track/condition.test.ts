import { ItemError } from '../../../../nodes/Braze/model/itemError';
import { compileCondition, holds } from '../../../../nodes/Braze/track/condition';
import { engineOf, never } from '../support/engine';

describe('a condition', () => {
	it.each([
		undefined,
		null,
		false,
		0,
		Number.NaN,
		'',
		' ',
		'false',
		'False ',
		'no',
		'NO',
		'off',
		'0',
	])('does not hold for %j', (value) => {
		expect(holds(value)).toBe(false);
		expect(compileCondition('={{ $json.a }}', engineOf(never))({ a: value as never }, 0)).toBe(
			false,
		);
	});

	it.each([true, 1, -1, 'true', 'yes', 'on', 'x', '1', {}, []])('holds for %j', (value) => {
		expect(holds(value)).toBe(true);
		expect(compileCondition('={{ $json.a }}', engineOf(never))({ a: value as never }, 0)).toBe(
			true,
		);
	});

	it('holds if it is not set, and is what the switch says', () => {
		const set = (parameter: unknown) => compileCondition(parameter, engineOf())({}, 0);
		expect([undefined, true, 'true'].map(set)).toEqual([true, true, true]);
		expect([false, 'false', ''].map(set)).toEqual([false, false, false]);
	});

	it('is evaluated where it is more than a path, and tells what fails', () => {
		const engine = engineOf((_, item) => item === 1);
		const condition = compileCondition('={{ $json.a > 1 }}', engine);
		expect([condition({}, 0), condition({}, 1)]).toEqual([false, true]);
		const failing = compileCondition('={{ x() }}', engineOf());
		expect(() => failing({}, 0)).toThrow(ItemError);
		expect(() => failing({}, 0)).toThrow('Send If could not be evaluated: the engine');
	});
});
