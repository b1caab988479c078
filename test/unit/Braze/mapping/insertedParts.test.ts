import { operandsOf, piecesOf } from '../../../../nodes/Braze/mapping/insertedParts';

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
	])('%s is one, or not certain', (code) => {
		expect(operandsOf(code)).toEqual([code]);
	});
});
