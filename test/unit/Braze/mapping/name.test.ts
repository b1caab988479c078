import { parseName } from '../../../../nodes/Braze/mapping/name';

describe('a name', () => {
	it.each([
		['email', ['email']],
		['address.city', ['address', 'city']],
		['fields.email', ['fields', 'email']],
		["['favorite team']", ['favorite team']],
		['["favorite team"]', ['favorite team']],
		["fields['favorite team'].x", ['fields', 'favorite team', 'x']],
		["['']", ['']],
		['favorite team', ['favorite team']],
		['C[++]', ['C[++]']],
		['a..b', ['a..b']],
		['a.', ['a.']],
	])('%s stands for %j', (name, keys) => {
		expect(parseName(name)).toEqual(keys);
	});

	it.each([
		[' ', 'the name is empty. Enter one, or remove the row.'],
		['answers[0].text', 'points into a list, which no attribute can do. Enter a plain name.'],
		[Array(101).fill('a').join('.'), 'is nested more than 100 levels deep'],
	])('may not be %j', (name, problem) => {
		expect(() => parseName(name)).toThrow(problem);
	});

	it('may have many levels', () => {
		expect(parseName(Array(100).fill('a').join('.'))).toHaveLength(100);
	});
});
