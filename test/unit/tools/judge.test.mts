import { judgeSeries } from '../../../tools/soak/judge.mts';

const rising = (by: number) => Array.from({ length: 31 }, (_, at) => 58 + (by * at) / 20);

test('files that leak grow; some more while the machine is busy do not', () => {
	expect(judgeSeries({ name: 'open files', kind: 'handles', values: rising(10) }).isGrowing).toBe(
		false,
	);
	expect(judgeSeries({ name: 'open files', kind: 'handles', values: rising(30) })).toMatchObject({
		most: 20,
		isGrowing: true,
	});
});

test('memory grows by a part of itself', () => {
	expect(judgeSeries({ name: 'heap', kind: 'heap', values: rising(5) }).isGrowing).toBe(false);
	expect(judgeSeries({ name: 'heap', kind: 'heap', values: rising(10) }).isGrowing).toBe(true);
});
