import { jsonProblem } from '../../../../nodes/Braze/mapping/jsonProblem';

function problemOf(text: string): string {
	try {
		JSON.parse(text);
	} catch (error) {
		return jsonProblem(text, error as Error);
	}
	throw new Error('valid');
}

describe('what is wrong with JSON', () => {
	it.each([
		['{"a": abc}', 'unexpected a at line 1, column 7. Put names and texts in double quotes.'],
		['{a: 1}', 'unexpected a at line 1, column 2. Put names and texts in double quotes.'],
		['{"a": tru}', 'unexpected } at line 1, column 10.'],
		["{'a': 1}", "unexpected ' at line 1, column 2. Use straight double quotes."],
		['{"a": “b”}', 'unexpected “ at line 1, column 7. Use straight double quotes.'],
		['{\n  "a": 1,\n}', 'unexpected } at line 3, column 1. Remove the comma before it.'],
		['[1, ]', 'unexpected ] at line 1, column 5. Remove the comma before it.'],
		['[1 2]', 'unexpected 2 at line 1, column 4.'],
		[
			'{"a": "say "hi""}',
			'unexpected h at line 1, column 13. Add a comma before it, or write a quote inside a text as \\".',
		],
		['{"a": 😀}', 'unexpected 😀 at line 1, column 7.'],
		[
			'{"a": "x\ny"}',
			'there is a line break or tab inside a text at line 1, column 9. Write it as \\n or \\t.',
		],
		['{', 'it ends too early, at line 1, column 2. Add the missing quote or bracket.'],
		['{"a": "b', 'it ends too early, at line 1, column 9. Add the missing quote or bracket.'],
		['{\n"a": 1,\n', 'it ends too early, at line 3, column 1. Add the missing quote or bracket.'],
		['tru', 'it ends too early, at line 1, column 4. Add the missing quote or bracket.'],
	])('is told with its place and a tip: %j', (text, problem) => {
		expect(problemOf(text)).toBe(problem);
	});

	it('is found at the end of a long text', () => {
		const before = `[${'"x",\n'.repeat(5_000)}`;
		expect(problemOf(`${before}oops, ${'"y",'.repeat(5_000)}]`)).toMatch(
			/^unexpected o at line 5001, column 1\./,
		);
	});
});
