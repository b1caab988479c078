import {
	andMore,
	counted,
	few,
	inSeconds,
	listed,
	were,
} from '../../../../nodes/Braze/model/wording';

describe('a number of things', () => {
	it.each([
		[0, '0 items', 'were', '0 seconds'],
		[1, '1 item', 'was', '1 second'],
		[2, '2 items', 'were', '2 seconds'],
	])('is %d', (number, items, verb, seconds) => {
		expect([counted(number, 'item'), were(number), inSeconds(number)]).toEqual([
			items,
			verb,
			seconds,
		]);
	});

	it('has commas if it is large', () => {
		expect(counted(1234567, 'item')).toBe('1,234,567 items');
		expect(andMore(1234)).toBe('… and 1,234 more');
	});
});

describe('a list', () => {
	it.each([
		[[], ''],
		[['a'], 'a'],
		[['a', 'b'], 'a or b'],
		[['a', 'b', 'c'], 'a, b or c'],
	])('of %j is %j', (words, text) => {
		expect(listed(words, 'or')).toBe(text);
	});

	it('shows the first few, and how many more there are', () => {
		expect(few(['a', 'b', 'c'], 1)).toEqual(['a', '… and 2 more']);
		for (const texts of [[], ['a'], ['a', 'b']]) expect(few(texts, 2)).toEqual(texts);
	});
});
