import { choiceOf, operandsOf, piecesOf } from '../../../../nodes/Braze/mapping/insertedParts';

describe('the pieces of an expression', () => {
	it.each([
		['=komo-{{ $json.ref }}', [{ text: 'komo-' }, { code: '$json.ref' }]],
		['={{$json.a}}-{{ $json.b }}', [{ code: '$json.a' }, { text: '-' }, { code: '$json.b' }]],
		['={{ $json.a }}', [{ code: '$json.a' }]],
		['={{ $json.a }} ', [{ code: '$json.a' }, { text: ' ' }]],
		['=plain', [{ text: 'plain' }]],
		['=', []],
		['={{ {a: {b: 1} } }}', [{ code: '{a: {b: 1} }' }]],
	])('%s are told apart', (expression, pieces) => {
		expect(piecesOf(expression)).toEqual(pieces);
	});

	it.each(['=a {{ $json.b', '=\\{{ a }}{{ $json.b }}', '={{ "\\}}" }}'])('%s are n8n’s', (text) => {
		expect(piecesOf(text)).toBeUndefined();
	});
});

describe('what code puts together', () => {
	it.each([
		["'komo-' + $json.ref", ['$json.ref']],
		['"a" + $json["b c"] + \'d\' + f(1 + 2, "x")', ['$json["b c"]', 'f(1 + 2, "x")']],
		['$json.club + $json.number', ['$json.club', '$json.number']],
		["('a-' + $json.b)", ['$json.b']],
		['`komo-${$json.ref}`', ['$json.ref']],
		['`${$json.a}-${ $json.b?.c }`', ['$json.a', '$json.b?.c']],
		['"x" + `-${$json.a}`', ['$json.a']],
		["'it\\'s + ' + $json.a", ['$json.a']],
		["'only a text'", []],
		['$json["größe"] + "x"', ['$json["größe"]']],
		["('k-' + $json.ref).toLowerCase()", ['$json.ref']],
		["('k-' + $json.ref).trim().hash('md5')", ['$json.ref']],
		['`k-${$json.ref}`.trim()', ['$json.ref']],
		["['k', $json.a, 'x' + $json.b].join('-')", ['$json.a', '$json.b']],
		["[$json.a ?? '', $json.b].join(',').trim()", ["$json.a ?? ''", '$json.b']],
		['$json.a.concat($json.b)', ['$json.a', '$json.b']],
		['\'k-\'.concat($json.a, "-", $json.b)', ['$json.a', '$json.b']],
		['`k-${$json.a}`.concat($json.b)', ['$json.a', '$json.b']],
		["['k', $json.a].concat($json.b).join('-')", ["['k', $json.a]", '$json.b']],
		['`only a text`', []],
		["$json.a?.b + ', (' + $json.c", ['$json.a?.b', '$json.c']],
	])('%s are its values', (code, operands) => {
		expect(operandsOf(code)).toEqual(operands);
	});

	it.each([
		'$json.a',
		'$json.a || $json.b',
		"$json.a ? 'x' + $json.a : 'y'",
		"'a' + ($json.b",
		"'a' + b)",
		'+$json.a',
		'$json.a++',
		"'a' + /[+]/.source",
		"'unclosed + $json.a",
		'`${`${$json.a}`}`',
		'`${{a: 1}.a}`',
		'[...$json.a].join("-")',
		"['k', ...$json.a].join('-')",
		'[$json.a, $json.b].filter(Boolean).join("-")',
		"[$json.a, , 'b'].join('-')",
		'$json.a.toLowerCase()',
		'(a) + 1 < (b)',
		'(a).b(c)',
		"$json.a ?? 'x' + $json.b",
		'[$json.a + $json.b]',
		'$json.list.join("-")',
		'$json.a\n\t.trim()',
		"[/,/.exec($json.a), $json.b].join('-')",
		'String.raw`k-${$json.a}`',
		"typeof 'x'",
	])('%s is one, or not certain', (code) => {
		expect(operandsOf(code)).toEqual([code]);
	});
});

describe('a choice', () => {
	it.each([
		["$json.a ? 'a-' + $json.a : ''", ['$json.a', "'a-' + $json.a", "''"]],
		["( $json.a > 1 ? 'x' : 'y' )", ['$json.a > 1', "'x'", "'y'"]],
		["$json.a?.b ?? $json.c ? 'x' : 'y'", ['$json.a?.b ?? $json.c', "'x'", "'y'"]],
		[
			"$json.a == '?' ? 'a: ' + $json.a : '(none'",
			["$json.a == '?'", "'a: ' + $json.a", "'(none'"],
		],
		["a ? b ? 'x' : 'y' : c ? 'z' : ''", ['a', "b ? 'x' : 'y'", "c ? 'z' : ''"]],
		['f(a ? b : c) ? { x: 1 } : [d ? e : g]', ['f(a ? b : c)', '{ x: 1 }', '[d ? e : g]']],
	])('%s is one between two values', (code, [condition, yes, no]) => {
		expect(choiceOf(code)).toEqual({ condition, yes, no });
	});

	it.each([
		'$json.a',
		"$json.a ?? 'x'",
		"f($json.a ? 'x' : 'y')",
		"($json.a ? 'x' : 'y') + '-z'",
		'(a) + (b ? c : d)',
		"$json.a ? 'x' + ($json.b : 'y'",
		"$json.a ? 'x : 'y'",
		"(a ? 'x' : 12",
		"a ? 'x' : c)",
		"/[?]/.test($json.a) ? 'x' : 'y'",
		'a ? b',
		'a : b : c',
	])('%s is none, or not for certain', (code) => {
		expect(choiceOf(code)).toBeUndefined();
	});
});
