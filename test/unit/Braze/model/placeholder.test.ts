import {
	isLeftByProgram,
	isNoName,
	isPlaceholder,
} from '../../../../nodes/Braze/model/placeholder';

const OF_PROGRAMS = [
	...[
		'None',
		'undefined',
		'null',
		'NaN',
		'NULL',
		'Undefined',
		'[object Object]',
		'(null)',
		'<null>',
	],
	...['"undefined"', "'null'", '\\N', 'null null', 'undefined-undefined', 'undefined_null'],
	...['[object Null]', '[OBJECT OBJECT]', '00000000-0000-0000-0000-000000000000', '{null}'],
	...['undefined@example.com', 'Undefined@mail2.example.com'],
	...['undefined@undefined', 'null@null', 'NaN.NaN'],
	...['#REF!', '#VALUE!', '#NAME?', '#DIV/0!', '#NUM!', '#null!', '{{ $json.id }}', 'komo-{{id}}'],
	...['${id}', '%%id%%', '{{1}}'],
	...[
		'ｎｕｌｌ',
		'“null”',
		'«undefined»',
		'-nan',
		'*null*',
		'[object Promise]',
		'Invalid DateTime',
	],
	...['{00000000-0000-0000-0000-000000000000}', '00000000000000000000000000000000'],
	...['#NV', '#BEZUG!', '#ÜBERLAUF!', '#NOMBRE?', '#¡REF!', '#¿NOMBRE?', '#Н/Д', '#ЗНАЧ!', '#N/B'],
	...['d41d8cd98f00b204e9800998ecf8427e', 'DA39A3EE5E6B4B0D3255BFEF95601890AFD80709'],
	...['e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', '*|EMAIL|*'],
	...['none@none.com', 'Unknown@unknown.org', 'NULL;', 'null '.repeat(12)],
];
const OF_PEOPLE = [
	...['none', 'NONE', 'nil', '<nil>', 'n/a', 'N/A', '#N/A', 'n.a.', 'NA', '<NA>', 'unknown'],
	...['Unknown', '(unknown)', 'anonymous', 'not set', 'Not Available'],
	...['-', '--', '—', '?', '...', '[]', '{}', '""'],
	...['Ｎ／Ａ', 'none none', 'Unknown Unknown', 'n/a-n/a', 'nil_nil', 'N/D', '不明', 'okänd'],
	...['nicht bekannt', 'sin datos', 'неизвестно', '未設定'],
	...['tbd', 'TBA', 'No data', 'Prefer not to say', 'non renseigné', 'nie podano'],
	...[`${'unknown '.repeat(7)}none`, 'not__set', 'not_set', 'not-available', 'PREFER_NOT_TO_SAY'],
	...['n / a', 'N\\A', '(blank)', 'k.A.', 'Keine Angabe', 'unbekannt', 'Inconnu', 'not specified'],
];

describe('a text that identifies nobody', () => {
	it.each(OF_PROGRAMS)('is %j, which programs write', (text) => {
		expect([isLeftByProgram(text), isPlaceholder(text)]).toEqual([true, true]);
	});

	it.each(OF_PEOPLE)('is %j, which people and systems write', (text) => {
		expect([isLeftByProgram(text), isPlaceholder(text)]).toEqual([false, true]);
	});

	it.each([
		...['0', '00', '1', 'u1', 'Nilsson', 'nonexistent', 'nullable', 'unknown-7', 'a-b', 'x', 'N'],
		...['null@example.com', 'Noneof', 'undefined1', 'Na Na', 'nadia', '🦊', '+', 'false', 'no'],
		...['object lesson', 'Object detection', 'object'],
		...['123e4567-e89b-12d3-a456-426614174000', 'komo-null'],
		...[
			'#42',
			'#ANNA',
			'#anna!',
			'000000',
			'd41d8cd98f00b204e9800998ecf8427f',
			'0000000000000000000000000000000f',
			'#ref-1',
			'{1}',
			'50%',
			'$id',
			'a{b}',
			'@mia',
			'mia@none',
			'nan@example.com',
			'none@example.com',
		],
		...['mia@mia.com', 'unknown pleasures', 'nil-admirari', '%%id', '{{id', '|*id*|'],
		// Longer than whatever stands for a missing value.
		...['null '.repeat(13), 'unknown '.repeat(8)],
	])('is not %j', (text) => {
		expect([isLeftByProgram(text), isPlaceholder(text)]).toEqual([false, false]);
	});
});

describe('a name', () => {
	it.each(['undefined', ' NULL\n', 'NaN', '[object Object]', 'q-[object Array] 2'])(
		'is none where JavaScript made it of nothing, or of an object: %j',
		(name) => {
			expect(isNoName(name)).toBe(true);
		},
	);

	it.each(['q undefined', 'null points', 'nullable', 'Nan B', 'an [object', 'none', ''])(
		'is %j',
		(name) => {
			expect(isNoName(name)).toBe(false);
		},
	);
});
