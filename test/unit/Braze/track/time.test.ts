import { ItemError, Problems } from '../../../../nodes/Braze/model/itemError';
import { momentOf } from '../../../../nodes/Braze/track/time';

const NOW = '2026-11-24T00:00:00.000Z';

const read = (mapped: unknown, timestamp?: unknown) => {
	const problems = new Problems();
	const item = { json: { timestamp } as never, itemIndex: 0, now: NOW };
	return { text: momentOf(mapped, item, 'UTC', problems), said: problems.remarks };
};

describe('when something happened', () => {
	it.each([undefined, null, '', ' '])(
		'is the item’s timestamp, or now, if nothing is mapped (%j)',
		(none) => {
			expect(read(none, '2026-03-26T18:12:00Z').text).toBe('2026-03-26T18:12:00.000Z');
			expect(read(none, 1767225600000)).toEqual({ text: '2026-01-01T00:00:00.000Z', said: [] });
			expect(read(none, '1767225600').text).toBe('2026-01-01T00:00:00.000Z');
			for (const nothing of [undefined, null, '', '  ']) {
				expect(read(none, nothing)).toEqual({ text: NOW, said: [] });
			}
		},
	);

	it.each(['soon', 5, true, {}, '01/02/2026'])(
		'is now, and told, for the timestamp %j',
		(timestamp) => {
			const { text, said } = read(undefined, timestamp);
			expect(text).toBe(NOW);
			expect(said).toEqual([
				{
					field: 'timestamp',
					message: expect.stringMatching(/^The item’s timestamp is not a date.*Value: /),
				},
			]);
		},
	);

	it('is what is mapped, and not the item’s timestamp', () => {
		expect(read('2026-01-01T10:00:00Z', 'soon')).toEqual({
			text: '2026-01-01T10:00:00.000Z',
			said: [],
		});
		expect(read(1767225600, 'soon').text).toBe('2026-01-01T00:00:00.000Z');
	});

	it.each(['yesterday', '2026-02-30T10:00:00Z', 5, true, {}, '01/02/2020'])(
		'cannot be %j',
		(mapped) => {
			expect(() => read(mapped, '2026-03-26T18:12:00Z')).toThrow(ItemError);
			expect(() => read(mapped)).toThrow(
				/^Time is not a date and time that can be read in one way/,
			);
		},
	);

	it('is told as it was read where day and month stood in figures', () => {
		const { text, said } = read('31/12/2025 18:05');
		expect(text).toBe('2025-12-31T18:05:00.000Z');
		expect(said).toMatchObject([
			{ field: 'time', message: expect.stringContaining('was read as 2025-12-31T18:05') },
		]);
	});

	it('is told if it is in the future, but not for clocks that differ', () => {
		expect(read('2026-11-24T00:01:00Z').said).toEqual([]);
		expect(read('2026-11-24T00:01:01Z').said).toMatchObject([
			{ field: 'time', message: expect.stringMatching(/^Time is in the future\. Braze stores/) },
		]);
		expect(read(undefined, '2030-01-01').said).toEqual([
			{
				field: 'timestamp',
				message:
					'The item’s timestamp is in the future. Braze stores the time at which it receives the data instead. Value: "2030-01-01".',
			},
		]);
	});

	it.each([
		['2026-11-23T23:00:00-05:00', 1],
		['2026-11-24T01:00:00+02:00', 0],
		['2026-11-24T00:02:00:000Z', 1],
		['2026-11-24T00:00:00:000Z', 0],
	])('is in the future by its zone, and in both of Braze’s forms: %s', (mapped, remarks) => {
		expect(read(mapped).said).toHaveLength(remarks);
	});
});
