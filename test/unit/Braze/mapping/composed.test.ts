import * as fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { compileComposed, compileComposedName } from '../../../../nodes/Braze/mapping/composed';
import { MissingPart } from '../../../../nodes/Braze/model/missingPart';
import { evaluateCode } from '../../../support/javascript.mts';
import { engineOf, never } from '../support/engine';

/** n8n's engine for an item, as far as these tests need it: segments, and what is falsy inside a text. */
const engineFor = (json: IDataObject) =>
	engineOf((expression) => {
		const run = (code: string) => evaluateCode(code, { $json: json });
		const whole = /^=\{\{((?:(?!\}\}).)*)\}\}$/s.exec(expression);
		if (whole !== null) return run(whole[1]);
		return expression.slice(1).replace(/\{\{(.*?)\}\}/gs, (_, code: string) => {
			const value = run(code);
			return String(value || value === 0 || value === false ? value : '');
		});
	});

const read = (parameter: unknown, json: IDataObject, engine = engineFor(json)) =>
	compileComposed(parameter, engine)(json, 0);
const NOTHING = [
	undefined,
	null,
	'',
	' ',
	'\u200b',
	'undefined',
	'null',
	'NaN',
	'-',
	Number.NaN,
	[],
];

describe('a composed identifier', () => {
	it.each([
		'=komo-{{ $json.a }}',
		'={{ $json.a }}-{{ $json.b }}',
		'={{ $json.b }}{{ $json.a }}',
		"={{ 'komo-' + $json.a }}",
		'={{ `komo-${$json.a}` }}',
		"=x-{{ 'y-' + $json.a }}",
		"=x-{{ $json.b + '-' + $json.a }}",
		"={{ $json.b }}{{ 'y-' + $json.a }}",
		'=komo-{{ $json["a"].toString() && $json.a }}',
		'=+{{ $json.a }} {{ $json.b }}',
		"={{ ['k', $json.a].join('-') }}",
		"={{ 'k-'.concat($json.a) }}",
		"={{ $json.b.toString().concat('-', $json.a) }}",
		"={{ $json.c.concat('-', $json.a) }}",
		"={{ ('k-' + $json.a).toLowerCase() }}",
	])('%s is nobody without one of its values', (expression) => {
		for (const a of NOTHING) {
			if (expression.includes('toString') && (a === undefined || a === null)) continue;
			expect(read(expression, { a: a as never, b: 7, c: 'c' })).toBeInstanceOf(MissingPart);
		}
		expect(read(expression, { a: 'r1', b: 7, c: 'c' })).toMatch(/r1/);
		expect(read(expression, { a: 0, b: 7, c: 'c' })).toMatch(/0/);
	});

	it.each([
		"={{ $json.b ? 'k-' + $json.b + '-' + $json.a : '' }}",
		"={{ ($json.b > 1) ? ('k-' + $json.a) : 'x' }}",
		"=k-{{ $json.b ? $json.a : 'std' }}",
		"=k-{{ $json.c ? 'vip' : $json.a }}",
		"=k-{{ $json.c ? 'vip' : $json.b ? `b-${$json.a}` : '' }}",
		"={{ ($json.c?.d ?? false) ? 'x' : 'k' + $json.a }}",
	])('%s is nobody without what the branch that is taken puts in', (expression) => {
		for (const a of NOTHING) {
			expect(read(expression, { a: a as never, b: 7 })).toBeInstanceOf(MissingPart);
		}
		expect(read(expression, { a: 'r1', b: 7 })).toMatch(/r1$/);
	});

	it('does not ask for what the other branch would put in', () => {
		const expression = "=k-{{ $json.vip ? 'vip' : $json.ref }}";
		expect(read(expression, { vip: true })).toBe('k-vip');
		expect(read(expression, { ref: 'r' })).toBe('k-r');
		expect(read("=k-{{ $json.vip ? '' : $json.ref }}", { vip: 1 })).toBeInstanceOf(MissingPart);
		expect(read("={{ $json.ref ? 'k-' + $json.ref : '' }}", {})).toBe('');
	});

	const MADE_OF_IT = [
		"={{ 'komo-{0}'.replace('{0}', $json.a) }}",
		"={{ ($json.a ?? '').repeat(2) + 'x' }}",
		"={{ `k-${ $json.a ? `x${$json.a}` : '' }` }}",
		"={{ (() => 'k-' + $json.a)() }}",
		"={{ 'k-' + Number($json.a) }}",
		"={{ 'k' /* c */ + $json.a }}",
		"={{ ['k', ...[$json.a]].join('-') }}",
		"=k-{{ encodeURIComponent($json.a ?? '') }}",
		"=k-{{ $json.b }}-{{ String($json.a ?? '').trim().padStart(3, '0') }}",
	];
	it.each(MADE_OF_IT)('made by any function of nothing is missing: %s', (expression) => {
		for (const a of ['', null, '  ', 'N/A']) {
			expect(read(expression, { a, b: 1 })).toBeInstanceOf(MissingPart);
		}
		expect(read(expression, { a: '7', b: 1 })).toEqual(expect.stringContaining('7'));
	});

	it.each([
		["={{ $json.a ?? 'guest' }}", 'guest'],
		["={{ $json.a ? 'k-' + $json.a : 'guest' }}", 'guest'],
		["={{ $json.a && $json.b || 'guest' }}", 'guest'],
		["={{ 'g' + Math.abs(-1) + ($json.a ?? '').trim() }}", 'g1'],
	])('may have a text in the place of a missing value, or another: %s', (expression, text) => {
		expect(read(expression, {})).toEqual(text === 'g1' ? expect.anything() : text);
	});

	it.each(['filter(Boolean)', 'filter((x) => x)', 'filter(x => !!x)'])(
		'whose gaps are left out by %s lacks what they lack, but a name does not',
		(without) => {
			const expression = `={{ ['k', $json.a, $json.b].${without}.join('-') }}`;
			expect(read(expression, { a: '7', b: '8' })).not.toBeInstanceOf(MissingPart);
			for (const json of [{ a: '7' }, { b: '8' }, { a: '', b: '8' }, {}]) {
				expect(read(expression, json)).toBeInstanceOf(MissingPart);
			}
			const json = { a: 'round' };
			const name = compileComposedName(expression, engineFor(json))(json, 0);
			expect(name).not.toBeInstanceOf(MissingPart);
		},
	);

	it('may leave gaps out by n8n’s compact, too', () => {
		const expression = "={{ ['k', $json.a, $json.b].compact().join('-') }}";
		expect(read(expression, { a: '7' })).toBeInstanceOf(MissingPart);
	});

	it('that is a name may have any word for a part', () => {
		for (const expression of [
			'=quiz-{{ $json.a }}',
			"={{ 'quiz-' + $json.a }}",
			'={{ `quiz-${$json.a}` }}',
			"={{ $json.b }}{{ '-' + $json.a }}",
		]) {
			const name = (a: unknown) => {
				const json = { a, b: 'quiz' } as IDataObject;
				return compileComposedName(expression, engineFor(json))(json, 0);
			};
			expect(name('unknown')).toBe('quiz-unknown');
			expect(name('-')).toBe('quiz--');
			for (const a of [undefined, null, ' ', 'undefined', 'NaN', 'Null', '#REF! ', []]) {
				expect(name(a)).toBeInstanceOf(MissingPart);
			}
		}
	});

	it('says which value is missing, and what is there instead', () => {
		const problem = (a?: string) => (read('=komo-{{ $json.a }}', { a }) as MissingPart).problem;
		expect(problem()).toBe('is put together from several values, and {{ $json.a }} is empty.');
		expect(problem(' ')).toMatch(/\{\{ \$json\.a \}\} is empty\.$/);
		expect(problem('undefined')).toMatch(/\{\{ \$json\.a \}\} is "undefined"\.$/);
		const made = read("={{ String($json.a ?? '').padEnd(3, '0') }}", {}) as MissingPart;
		expect(made.problem).toBe(
			"is put together from several values, and {{ String($json.a ?? '').padEnd(3, '0') }} is made of empty values.",
		);
		const left = read("={{ 'k-' + $json.a }}", { a: { b: 1 } }) as MissingPart;
		expect(left.problem).toBe(
			'is put together from several values, and a value of its expression is missing.',
		);
	});

	it.each(["={{ 'komo-'.concat($json.a) }}", "={{ ['komo', '' + $json.a].join('-') }}"])(
		'%s that says undefined is nobody, however it came to that',
		(expression) => {
			expect(read(expression, {})).toBeInstanceOf(MissingPart);
			expect(read(expression, { a: { b: 1 } })).toBeInstanceOf(MissingPart);
			expect(read(expression, { a: 'undefinedly' })).toMatch(/undefinedly$/);
		},
	);

	it('needs no engine for paths alone', () => {
		const compiled = compileComposed('=komo-{{ $json.a }}-{{ $json.b.c }}', engineOf(never));
		expect(compiled({ a: 'x', b: { c: 7 } }, 0)).toBe('komo-x-7');
		expect(compiled({ a: 'x' }, 0)).toBeInstanceOf(MissingPart);
	});

	it('may have a region for a part', () => {
		expect(read('={{ $json.a }}-{{ $json.b }}', { a: 'NA', b: 1 })).toBe('NA-1');
	});

	it.each<[unknown, unknown]>([
		['={{ $json.a }}', undefined],
		['={{ $json.a || $json.b }}', 7],
		['={{ $json.b + 1 }}', 8],
		['literal', 'literal'],
		['=literal', 'literal'],
		[5, 5],
		[{ __rl: true, mode: 'id', value: '={{ $json.b }}' }, 7],
		['={{ $json.c.trim() }}', ''],
		["={{ $json.a || 'n/a' }}", 'n/a'],
	])('is not what %j is', (parameter, value) => {
		expect(read(parameter, { b: 7, c: ' ' })).toEqual(value);
	});

	it.each(['=k-\\{{ $json.b }}', '=k-{{ $json.b', '=k-{{ $json.list }}'])(
		'is n8n’s where only n8n can tell what %s gives',
		(expression) => {
			const engine = engineOf(() => 'what n8n makes of it');
			expect(read(expression, { b: 7, list: [1, 2] }, engine)).toBe('what n8n makes of it');
		},
	);

	it('is the text that n8n makes of it', () => {
		const value = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant([1, 2]));
		fc.assert(
			fc.property(value, value, fc.string(), (a, b, text) => {
				fc.pre(!/[{}\\]/.test(text));
				const json = { a, b } as IDataObject;
				const expression = `=${text}{{ $json.a }}-{{ $json.b }}`;
				const composed = read(expression, json);
				if (composed instanceof MissingPart) return;
				expect(composed).toBe(engineFor(json).evaluate?.(expression, 0));
			}),
		);
	});

	it('that n8n has evaluated already is only text', () => {
		expect(compileComposed('=komo-{{ $json.a }}', { timezone: 'UTC' })({}, 0)).toBe(
			'=komo-{{ $json.a }}',
		);
	});
});
