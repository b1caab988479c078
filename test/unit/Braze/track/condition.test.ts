import { ItemError, Problems } from '../../../../nodes/Braze/model/itemError';
import { compileCondition, isClearYes, isNotNo } from '../../../../nodes/Braze/track/condition';
import { engineOf, never } from '../support/engine';

const NO = [
	undefined,
	null,
	false,
	0,
	Number.NaN,
	'',
	' ',
	'false',
	'NO',
	'off',
	'0',
	[],
	{},
	'nein',
];

const messageOf = (read: () => unknown) => {
	const problems = new Problems();
	problems.attempt(read);
	return problems.messages.join();
};

describe('a condition', () => {
	it.each(NO.map((value) => [value]))('does not hold for %j', (value) => {
		const read = compileCondition('={{ $json.a }}', engineOf(never));
		expect(read({ a: value as never }, 0)).toBe(false);
		expect([isNotNo(value), isClearYes(value)]).toEqual([false, false]);
	});

	it.each([true, 1, -1, 'true', 'yes', 'on', 'x', '1', 'No thanks', ['a', 'b'], { a: 1 }])(
		'of an event holds for %j',
		(value) => {
			const read = compileCondition('={{ $json.a }}', engineOf(never));
			expect(read({ a: value as never }, 0)).toBe(true);
		},
	);

	it.each(['No thanks', 'maybe', 2, ['a', 'b'], { a: 1 }])('of consent cannot be %j', (value) => {
		const read = () =>
			compileCondition('={{ $json.a }}', engineOf(never), isClearYes)({ a: value as never }, 0);
		expect(read).toThrow(ItemError);
		expect(messageOf(read)).toBe(
			`Send If is neither yes nor no. A subscription changes only after a clear answer, such as yes, true or 1. Value: ${JSON.stringify(value)}.`,
		);
		expect(isClearYes('yes')).toBe(true);
	});

	it('holds if it is not set, and is what the switch says', () => {
		const set = (parameter: unknown) => compileCondition(parameter, engineOf())({}, 0);
		expect([undefined, true, 'true'].map(set)).toEqual([true, true, true]);
		expect([false, 'false', '', null].map(set)).toEqual([false, false, false, false]);
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
