import type { RequestObject } from '../../../../nodes/Braze/batch/types';
import { externalIdErrors } from '../../../../nodes/Braze/resources/user/externalIdErrors';

const rename = (current: string, next: string): RequestObject => ({
	array: 'external_id_renames',
	content: { current_external_id: current, new_external_id: next },
	items: [0],
	idempotent: true,
});

const objects = [rename('a', 'a2'), rename('b', 'b2'), rename('c', 'c2')];

const read = (errors: unknown, done?: unknown[]) =>
	externalIdErrors('rename_errors', 'external_ids')(
		{ message: 'success', external_ids: done, rename_errors: errors },
		objects,
	).named.map(({ object, message }) => [objects.indexOf(object), message]);

describe('errors of the external ID endpoints', () => {
	it.each([
		['an index and a text', [[1, 'in use']], [[1, 'in use']]],
		['a text and an index', [['in use', 2]], [[2, 'in use']]],
		['a text in a list', [[0, ['in use']]], [[0, 'in use']]],
		['an object', [[{ index: 1, message: 'in use' }]], [[1, 'in use']]],
		['an ID instead of an index', [['b', 'in use']], [[1, 'in use']]],
		[
			'no list at all',
			['in use: nobody'],
			[
				[0, 'in use: nobody'],
				[1, 'in use: nobody'],
				[2, 'in use: nobody'],
			],
		],
		[
			'a text with the API’s name of a field',
			[[1, 'current_external_id does not exist']],
			[
				[
					1,
					'current_external_id does not exist. This is External ID: check that a user in Braze has it.',
				],
			],
		],
		['an index alone', [[0]], [[0, 'Braze gave no reason']]],
		['nothing', [], []],
		['something else', undefined, []],
	])('are read from %s', (_, errors, expected) => {
		expect(read(errors)).toEqual(expected);
	});

	it.each([
		['new IDs', ['a2', 'c2']],
		['old IDs', ['a', 'c']],
		[
			'objects of both',
			[{ current_external_id: 'a', new_external_id: 'a2' }, { new_external_id: 'c2' }],
		],
	])('leave out what is not listed, by %s', (_, done) => {
		const message = 'Braze does not list it in "external_ids", so it was not done';
		expect(read([], done)).toEqual([[1, message]]);
		expect(read([[1, 'in use']], done)).toEqual([[1, 'in use']]);
		expect(read(['Some failed'], done)).toEqual([[1, 'Some failed']]);
	});

	it('that name nobody spare those who are done', () => {
		expect(read([['Some failed']], ['a2', 'c'])).toEqual([[1, 'Some failed']]);
	});

	it('that name nobody who was sent meet all', () => {
		expect(read([[7, 'in use']]).map(([index]) => index)).toEqual([0, 1, 2]);
	});
});
