import { compileJson } from '../../../../nodes/Braze/mapping/json';
import { engineOf } from '../support/engine';
import { nested } from '../support/nested';

describe('a JSON parameter', () => {
	it('is parsed once if it is a literal', () => {
		const value = compileJson('{"a": 1}', engineOf());
		expect(value({}, 0)).toEqual({ a: 1 });
		expect(value({}, 1)).toBe(value({}, 0));
	});

	it('is parsed for each item if an expression gives text, and taken as it is otherwise', () => {
		expect(compileJson('={{ $json.a }}', engineOf())({ a: '{"b":2}' }, 0)).toEqual({ b: 2 });
		expect(compileJson('={{ $json.a }}', engineOf())({ a: { b: 2 } }, 0)).toEqual({ b: 2 });
		expect(compileJson({ a: '={{ $json.a }}' }, engineOf())({ a: 2 }, 0)).toEqual({ a: 2 });
	});

	it.each(['', '  \n'])('is nothing for %j', (text) => {
		expect(compileJson(text, engineOf())({}, 0)).toBeUndefined();
		expect(compileJson('={{ $json.a }}', engineOf())({ a: text }, 0)).toBeUndefined();
	});

	it('that is none fails for each item, without repeating what it holds', () => {
		const literal = compileJson('{"secret"', engineOf());
		expect(() => literal({}, 0)).toThrow(/^is not valid JSON: /);
		expect(() => literal({}, 0)).not.toThrow(/secret/);
		const comma = compileJson('{"a": 1,}', engineOf());
		expect(() => comma({}, 0)).toThrow(
			/^is not valid JSON: unexpected \} at line 1, column 9\. Remove the comma before it\.$/,
		);
		const given = compileJson('={{ $json.a }}', engineOf());
		expect(() => given({ a: '{"secret": abc"x"}' }, 0)).not.toThrow(/secret/);
		expect(() => given({ a: '[' }, 0)).toThrow(/^is not valid JSON: /);
	});

	it('says how to insert values, where an expression writes JSON around them', () => {
		const engine = engineOf(() => '{"a": "say "hi""}');
		const tip = 'Insert values as {{ JSON.stringify($json.field) }}';
		const problemOf = (parameter: string) => () => compileJson(parameter, engine)({}, 0);
		expect(problemOf('={"a": "{{ $json.a }}"}')).toThrow(tip);
		expect(problemOf('={{ x() }} and {{ y() }}')).toThrow(tip);
		expect(problemOf('=[1, {{ x() }}')).toThrow(tip);
		expect(problemOf('={{ x() }}')).toThrow('as \\".');
		expect(problemOf('={{ x() }}')).not.toThrow(tip);
	});

	it('of thousands of levels is refused', () => {
		const text = JSON.stringify(nested(2_000));
		expect(() => compileJson(text, engineOf())({}, 0)).toThrow('more than 100 levels deep');
		expect(() => compileJson('={{ $json.a }}', engineOf())({ a: text }, 0)).toThrow(
			'more than 100 levels deep',
		);
	});
});
