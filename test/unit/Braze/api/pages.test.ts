import { listIn, repeated } from '../../../../nodes/Braze/api/pages';

describe('a list in a response', () => {
	it('is the one under its key', () => {
		const body = { message: 'success', events: ['a', 'b'], campaigns: [1] };
		expect(listIn(body, 'events')).toEqual(['a', 'b']);
	});

	it.each([undefined, null, 'text', {}, { events: null }, { events: 'a' }])(
		'is empty in %j',
		(body) => {
			expect(listIn(body, 'events')).toEqual([]);
		},
	);
});

it('a page that came before is recognized, by how many entries it has and those at its ends', () => {
	const isRepeated = repeated();
	expect(
		[[1, 2, 3], [1, 2], [1, 3, 2], [2, 2, 3], [], [1, 9, 3], [1, 2], []].map(isRepeated),
	).toEqual([false, false, false, false, false, true, true, true]);
	expect(repeated()([1, 2])).toBe(false);
});
