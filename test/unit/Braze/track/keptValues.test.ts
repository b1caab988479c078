import { Problems } from '../../../../nodes/Braze/model/itemError';
import { tellKept } from '../../../../nodes/Braze/track/keptValues';

const field = (name: string, value: unknown) => ({ name, path: name.split('.'), value });

const told = (fields: Array<[string, unknown]>, settings: Parameters<typeof tellKept>[1]) => {
	const problems = new Problems();
	tellKept(
		fields.map(([name, value]) => field(name, value)),
		settings,
		problems,
	);
	return problems.remarks.map((remark) => remark.field);
};

it('says what stays, and what to do', () => {
	const messageOf = (value: unknown, emptyValues: 'clear' | 'send') => {
		const problems = new Problems();
		tellKept([field('a.b', value)], { emptyValues, mergeNestedObjects: 'dotted' }, problems);
		return problems.remarks.map(({ message }) => message);
	};
	expect(messageOf('', 'clear')).toEqual([
		'Attribute "a.b" is empty, or has an empty value inside, and keeps what Braze has: Braze cannot clear one key of an object that it merges. To clear it, clear the whole object.',
	]);
	expect(messageOf(null, 'send')).toEqual([
		'Attribute "a.b" has a null inside an object or list, for which Braze would drop the whole attribute. The null was not sent.',
	]);
});

describe('empty values that stay in Braze', () => {
	const fields: Array<[string, unknown]> = [
		['plain', ''],
		['address.city', ''],
		['address.zip', '6000'],
		['whole', { a: null, b: 1 }],
		// (A name may be part of an option's.)
		['e', { a: '' }],
		['list', ['', 'x']],
		['ops', { add: [''] }],
	];

	it('are told where Braze merges the object, and so cannot clear one key of it', () => {
		const clear = (mergeNestedObjects: 'always' | 'dotted' | 'never' | string[]) =>
			told(fields, { emptyValues: 'clear', mergeNestedObjects });
		expect(clear('dotted')).toEqual(['address.city']);
		expect(clear('always')).toEqual(['address.city', 'whole', 'e']);
		expect(clear('never')).toEqual([]);
		expect(clear(['whole'])).toEqual(['whole']);
		expect(clear(['address'])).toEqual(['address.city']);
	});

	it('are told where a null inside is not sent', () => {
		const send = { emptyValues: 'send', mergeNestedObjects: 'dotted' } as const;
		expect(told([...fields, ['a.b', null], ['l', [1, null]], ['n', null]], send)).toEqual([
			'whole',
			'a.b',
			'l',
		]);
	});
});
