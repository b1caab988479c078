import { Capacity } from '../../../../nodes/Braze/batch/capacity';

const capacity = (objects = 75, per: 'request' | 'array' = 'request') =>
	new Capacity({ objects, per, bytes: 4_000_000 });

describe('a capacity', () => {
	it('is what Braze documents until something is refused', () => {
		expect({ ...capacity(75, 'array') }).toMatchObject({
			objects: 75,
			per: 'array',
			bytes: 4_000_000,
		});
		expect(capacity().bytesOfSeveral).toBeUndefined();
	});

	it.each([
		[150, 75],
		[76, 75],
		[75, 50],
		[51, 50],
		[50, 25],
		[25, 12],
		[12, 6],
		[6, 3],
		[3, 1],
		[1, 1],
	])('holds fewer objects than the %d that were refused: %d', (refused, left) => {
		const smaller = capacity(75, 'array');
		smaller.refuseObjects(refused);
		expect([smaller.objects, smaller.per]).toEqual([left, 'request']);
	});

	it('never grows again', () => {
		const smaller = capacity();
		smaller.refuseObjects(50);
		smaller.refuseObjects(75);
		expect(smaller.objects).toBe(25);
		smaller.refuseBytes(1_000_001);
		smaller.refuseBytes(2_000_000);
		expect(smaller.bytesOfSeveral).toBe(500_000);
		smaller.refuseBytes(500_000);
		expect(smaller.bytesOfSeveral).toBe(250_000);
	});

	it('learns nothing from a small body, which was not refused for its size', () => {
		const smaller = capacity();
		smaller.refuseBytes(64 * 1024 - 1);
		expect(smaller.bytesOfSeveral).toBeUndefined();
		smaller.refuseBytes(64 * 1024);
		expect(smaller.bytesOfSeveral).toBe(32 * 1024);
	});
});
