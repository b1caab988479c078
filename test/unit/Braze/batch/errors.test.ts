import {
	complaintOf,
	complaintsIn,
	errorsIn,
	readErrors,
} from '../../../../nodes/Braze/batch/errors';
import type { RequestObject } from '../../../../nodes/Braze/batch/types';

const object = (array: string): RequestObject => ({
	array,
	content: {},
	items: [0],
	idempotent: true,
});

const read = (body: unknown, arrays: string[]) => {
	const objects = arrays.map(object);
	const { named, unnamed } = readErrors(body, objects);
	return {
		named: named.map(({ object: one, message }) => [objects.indexOf(one), message]),
		unnamed,
	};
};

const both = ['attributes', 'attributes', 'events', 'events'];

describe('errors of a response', () => {
	it('are about the object at that index of that array', () => {
		const errors = [
			{ type: 'a', input_array: 'events', index: 1 },
			{ type: 'b', input_array: 'attributes', index: 0 },
			{ message: 'c', input_array: 'events', index: 0 },
		];
		expect(read({ errors }, both)).toEqual({
			named: [
				[3, 'a'],
				[0, 'b'],
				[2, 'c'],
			],
			unnamed: [],
		});
	});

	it.each([
		['no array', { type: 'x', index: 1 }],
		['an array that was not sent', { type: 'x', input_array: 'user_identifiers', index: 1 }],
	])('with %s are about the only array that was sent', (_, error) => {
		expect(read({ errors: [error] }, ['emails', 'emails'])).toEqual({
			named: [[1, 'x']],
			unnamed: [],
		});
		expect(read({ errors: [error] }, both)).toEqual({ named: [], unnamed: ['x'] });
	});

	it.each([
		['text', 'text'],
		[{ type: 'x', input_array: 'events', index: 2 }, 'x'],
		[{ type: 'x', input_array: 'events', index: -1 }, 'x'],
		[{ type: 'x', input_array: 'events', index: '1' }, 'x'],
		[{ type: 'x', input_array: 'events' }, 'x'],
		[{ odd: 1 }, '{"odd":1}'],
		[null, 'null'],
		[7, '7'],
	])('%j name no object, and are kept', (error, text) => {
		expect(read({ errors: [error] }, both)).toEqual({ named: [], unnamed: [text] });
	});

	it.each([
		[{ errors: 'text' }, 'text'],
		[{ errors: { type: 'x' } }, 'x'],
		[{ errors: { email: ['is odd'] } }, '{"email":["is odd"]}'],
	])('that are no list are kept: %j', (body, text) => {
		expect(read(body, both)).toEqual({ named: [], unnamed: [text] });
	});

	it.each([undefined, null, 'text', {}, { errors: null }, { errors: '' }, { errors: {} }])(
		'are none in %j',
		(body) => {
			expect(read(body, both)).toEqual({ named: [], unnamed: [] });
			expect(errorsIn(body)).toEqual([]);
		},
	);
});

describe('what a good response complains about', () => {
	it.each(['success', 'SUCCESS', ' queued ', '', 7, undefined, null])(
		'is nothing in the message %j',
		(message) => {
			expect(complaintOf({ message })).toBeUndefined();
			expect(complaintsIn({ message })).toEqual([]);
		},
	);

	it.each([undefined, null, 'text', 7])('is nothing in the body %j', (body) => {
		expect(complaintOf(body)).toBeUndefined();
	});

	it('is any other message, and all errors', () => {
		expect(complaintOf({ message: 'successful?' })).toBe('successful?');
		expect(complaintsIn({ message: 'odd', errors: ['a', { type: 'b' }] })).toEqual([
			'odd',
			'a',
			'b',
		]);
	});
});
