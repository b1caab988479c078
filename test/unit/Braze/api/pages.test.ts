import { listIn } from '../../../../nodes/Braze/api/pages';

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
