import { DateTime } from 'luxon';

import {
	CATALOG_TYPES,
	type CatalogField,
	catalogTypeOf,
	checkCatalogDescription,
	checkCatalogFields,
	checkCatalogName,
	readCatalogType,
} from '../../../../nodes/Braze/model/catalogFields';
import { IsoDate } from '../../../../nodes/Braze/model/dates';
import { ItemError } from '../../../../nodes/Braze/model/itemError';

const LONG = 'x'.repeat(250);

describe('a name of a catalog', () => {
	it.each(['prizes', 'Prizes-2026_v1', '7', '-', 'none', LONG])('may be %s', (name) => {
		expect(checkCatalogName(name, 'Name')).toBe(name);
	});

	it.each([
		['undefined', 'Name is "undefined", which stands for a missing value.', {}],
		['[object Object]', 'Name is "[object Object]", which stands for a missing value.', {}],
		['caf\ufffd', 'Name has lost letters.', { value: 'caf\ufffd' }],
		[`${LONG}x`, 'Name is longer than the 250 characters that Braze accepts.', {}],
		...['', 'my prizes', 'prizes!', 'café', ' prizes', 'prizes\n'].map(
			(name): [string, string, object] => [
				name,
				'Name can contain only letters, digits, hyphens and underscores.',
				{ value: name },
			],
		),
	])('may not be %j', (name, problem, source) => {
		expect(() => checkCatalogName(name, 'Name')).toThrow(new ItemError(problem));
		expect(() => checkCatalogName(name, 'Name')).toThrow(expect.objectContaining({ source }));
	});
});

describe('the description of a catalog', () => {
	it.each(['What can be won', '🎁'.repeat(250)])('may be %s', (text) => {
		expect(checkCatalogDescription(text)).toBe(text);
	});

	it('loses halves of characters', () => {
		expect(checkCatalogDescription('Prizes\ud83c')).toBe('Prizes');
	});

	it.each([
		['Caf\ufffd', /^Description has lost letters: /],
		[`${LONG}x`, /^Description is longer than the 250 characters that Braze accepts\.$/],
	])('may not be %s', (text, problem) => {
		expect(() => checkCatalogDescription(text)).toThrow(problem);
	});
});

describe('the type of a catalog’s field', () => {
	it.each<[type: string | undefined, values: unknown[]]>([
		[undefined, [undefined, null, '']],
		['string', ['Scarf', '2027-01-01', 'true', ' ', 7n]],
		['number', [0, 9.5]],
		['boolean', [true, false]],
		['object', [{}, { a: 1 }]],
		['array', [[], ['red'], ['1', '2']]],
		['geo', [[115.8, -31.9]]],
		['time', [new Date(0), new IsoDate('2027-01-01'), DateTime.fromISO('2027-01-01')]],
	])('is that of its value: %s', (type, values) => {
		expect(values.map((value) => catalogTypeOf(value))).toEqual(values.map(() => type));
	});

	it.each([
		[[1, 2, 3], 'must be a list of texts.'],
		[[1990, 2026], 'is no place: '],
		[Array(101).fill('x'), 'has 101 elements, '],
	])('is not guessed for a list that no field can hold: %#', (list, problem) => {
		expect(() => catalogTypeOf(list)).toThrow(problem);
	});

	it.each(Object.keys(CATALOG_TYPES))('may be given: %s', (type) => {
		expect(readCatalogType(type, 'Type')).toBe(type);
		expect(readCatalogType(` ${type.toUpperCase()} `, 'Type')).toBe(type);
	});

	it('may be given as n8n calls it', () => {
		expect(readCatalogType('dateTime', 'Type')).toBe('time');
	});

	it.each([
		['color', '"color"'],
		['constructor', '"constructor"'],
		['', '""'],
		[{ type: 'string' }, '{"type":"string"}'],
		[null, 'null'],
	])('may not be %j', (given, shown) => {
		expect(() => readCatalogType(given, 'Fields: the type of "a"')).toThrow(
			new ItemError(
				`Fields: the type of "a" is ${shown}, but a type is one of array, boolean, geo, number, object, string, time.`,
			),
		);
	});
});

describe('the fields of a new catalog', () => {
	const ID: CatalogField = { name: 'id', type: 'string' };
	const fields = (count: number): CatalogField[] =>
		Array.from({ length: count }, (_, index) => ({ name: `f${index}`, type: 'number' }));

	it('begin with the ID, once', () => {
		expect(checkCatalogFields(fields(2))).toEqual([ID, ...fields(2)]);
		expect(checkCatalogFields([...fields(1), { name: 'id', type: 'number' }])).toEqual([
			ID,
			...fields(1),
		]);
	});

	it('are 500 at most', () => {
		expect(checkCatalogFields(fields(499))).toHaveLength(500);
	});

	it.each([
		[[], 'Fields: there is none. Map at least one in addition to the ID.'],
		[[ID], 'Fields: there is none. Map at least one in addition to the ID.'],
		[fields(500), 'Fields: there are 501 with the ID, but Braze accepts only 500.'],
		[[...fields(2), ...fields(1)], 'Fields: "f0" stands there twice.'],
		[
			[{ ...ID, name: 'the title' }],
			'Fields: a name can contain only letters, digits, hyphens and underscores.',
		],
	])('are refused as Braze would: %#', (given, problem) => {
		expect(() => checkCatalogFields(given)).toThrow(new ItemError(problem));
	});
});
