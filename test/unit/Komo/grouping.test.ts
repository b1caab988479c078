import { Groups, MAX_GROUP_BYTES, MAX_STORING, type Seat } from '../../../nodes/Komo/grouping';

const limits = { maxSubmissions: 3, maxWait: 250 };
let groups: Groups<number>;

beforeEach(() => {
	jest.useFakeTimers();
	groups = new Groups();
});
afterEach(() => jest.useRealTimers());

const join = (key: string, items: number[], bytes = 100) => groups.join(key, items, bytes, limits);

/** The seat as a leader's, or a failed test. */
function leader(seat: Seat<number>) {
	if (!seat.leads) throw new Error('expected a leader');
	return seat;
}

function follower(seat: Seat<number>) {
	if (seat.leads) throw new Error('expected a follower');
	return seat;
}

it('a group waits for its time, and no longer', async () => {
	const first = leader(join('a', [1]));
	follower(join('a', [2]));
	let collected: number[] | undefined;
	void first.collected.then((items) => (collected = items));
	await jest.advanceTimersByTimeAsync(limits.maxWait - 1);
	expect(collected).toBeUndefined();
	await jest.advanceTimersByTimeAsync(1);
	expect(collected).toEqual([1, 2]);
	leader(join('a', [3]));
});

it('a full group does not wait', async () => {
	const first = leader(join('a', [1]));
	follower(join('a', [2]));
	follower(join('a', [3]));
	expect(await first.collected).toEqual([1, 2, 3]);
	expect(await leader(join('b', [1, 2, 3, 4])).collected).toEqual([1, 2, 3, 4]);
});

it('a group takes no more bytes than one execution should hold, but any single call', async () => {
	const first = leader(join('a', [1], MAX_GROUP_BYTES));
	const second = leader(join('a', [2], 2 * MAX_GROUP_BYTES));
	const third = leader(join('a', [3]));
	expect(await first.collected).toEqual([1]);
	expect(await second.collected).toEqual([2]);
	await jest.advanceTimersByTimeAsync(limits.maxWait);
	expect(await third.collected).toEqual([3]);
});

it('keys have groups of their own, and closed groups leave nothing behind', async () => {
	const seats = ['a', 'b', 'c'].map((key) => leader(join(key, [1])));
	expect(groups.size).toBe(3);
	await jest.advanceTimersByTimeAsync(limits.maxWait);
	expect(groups.size).toBe(0);
	for (const { settle } of seats) settle(true);
	await jest.advanceTimersByTimeAsync(0);
	expect(jest.getTimerCount()).toBe(0);
});

it.each([true, false])('followers hear what became of the group: stored %s', async (stored) => {
	const first = leader(join('a', [1]));
	const second = follower(join('a', [2]));
	await jest.advanceTimersByTimeAsync(limits.maxWait);
	first.settle(stored);
	first.settle(!stored);
	expect(await second.stored).toBe(stored);
});

it('followers hear "not stored" when n8n takes too long, even if it is stored later', async () => {
	const first = leader(join('a', [1]));
	const second = follower(join('a', [2]));
	await jest.advanceTimersByTimeAsync(limits.maxWait + MAX_STORING - 1);
	let stored: boolean | undefined;
	void second.stored.then((value) => (stored = value));
	await jest.advanceTimersByTimeAsync(0);
	expect(stored).toBeUndefined();
	await jest.advanceTimersByTimeAsync(1);
	first.settle(true);
	expect(await second.stored).toBe(false);
});
