import {
	Groups,
	type GroupTicket,
	MAX_CONFIRMATION_WAIT,
	MAX_GROUP_BYTES,
} from '../../../nodes/receiving/grouping';
import { FakeClock, soFar } from './support/clock';

const limits = { maxSubmissions: 3, maxWait: 250 };
let clock: FakeClock;
let groups: Groups<number>;

beforeEach(() => {
	clock = new FakeClock();
	groups = new Groups(clock);
});

const join = (key: string, items: number[], bytes = 100, isGone = () => false) =>
	groups.join(key, { items, bytes, isGone }, limits);

/** The ticket as a leader's, or a failed test. */
function leader(ticket: GroupTicket<number>) {
	if (!ticket.leads) throw new Error('expected a leader');
	return ticket;
}

function follower(ticket: GroupTicket<number>) {
	if (ticket.leads) throw new Error('expected a follower');
	return ticket;
}

it('a group waits for its time, and no longer', async () => {
	const first = leader(join('a', [1]));
	follower(join('a', [2]));
	await clock.advance(limits.maxWait - 1);
	expect(await soFar(first.collected)).toBe('pending');
	await clock.advance(1);
	expect(await soFar(first.collected)).toEqual([1, 2]);
	leader(join('a', [3]));
});

it('a full group does not wait', async () => {
	const first = leader(join('a', [1]));
	follower(join('a', [2]));
	expect(await soFar(first.collected)).toBe('pending');
	follower(join('a', [3]));
	expect(await soFar(first.collected)).toEqual([1, 2, 3]);
	expect(await soFar(leader(join('b', [1, 2, 3, 4])).collected)).toEqual([1, 2, 3, 4]);
});

it('a call is never split, and never overfills a group', async () => {
	const first = leader(join('a', [1, 2]));
	const second = leader(join('a', [3, 4]));
	expect(await soFar(first.collected)).toEqual([1, 2]);
	expect(await soFar(second.collected)).toBe('pending');
	follower(join('a', [5]));
	expect(await soFar(second.collected)).toEqual([3, 4, 5]);
});

it('a group takes no more bytes than one execution should hold, but any single call', async () => {
	const first = leader(join('a', [1], MAX_GROUP_BYTES));
	const second = leader(join('a', [2], 2 * MAX_GROUP_BYTES));
	const third = leader(join('a', [3], MAX_GROUP_BYTES - 1));
	follower(join('a', [4], 1));
	expect(await soFar(first.collected)).toEqual([1]);
	expect(await soFar(second.collected)).toEqual([2]);
	await clock.advance(limits.maxWait);
	expect(await soFar(third.collected)).toEqual([3, 4]);
});

it('a call of 200,000 submissions is a group like any other', async () => {
	const many = [...Array(200_000).keys()];
	expect(await soFar(leader(join('a', many)).collected)).toEqual(many);
});

it('keys have groups of their own, and closed groups leave nothing behind', async () => {
	const tickets = ['a', 'b', 'c'].map((key) => leader(join(key, [1])));
	expect(groups.size).toBe(3);
	await clock.advance(limits.maxWait);
	expect(groups.size).toBe(0);
	for (const { confirm } of tickets) confirm(true);
	await clock.advance(0);
	expect(clock.sleeping).toBe(0);
});

it('a group that was closed early takes no group of its key along', async () => {
	leader(join('a', [1, 2, 3]));
	leader(join('a', [4]));
	await clock.advance(0);
	expect(groups.size).toBe(1);
	follower(join('a', [5]));
});

it.each([true, false])('followers hear what became of the group: stored %s', async (stored) => {
	const first = leader(join('a', [1]));
	const second = follower(join('a', [2]));
	await clock.advance(limits.maxWait);
	first.confirm(stored);
	first.confirm(!stored);
	expect(await soFar(first.confirmed)).toBe(stored);
	expect(await soFar(second.confirmed)).toBe(stored);
	expect(await soFar(second.confirmedInTime)).toBe(stored);
});

it('followers hear that it is not known when n8n takes too long, and what became of it later', async () => {
	const first = leader(join('a', [1]));
	const second = follower(join('a', [2]));
	await clock.advance(limits.maxWait + MAX_CONFIRMATION_WAIT - 1);
	expect(await soFar(second.confirmedInTime)).toBe('pending');
	await clock.advance(1);
	expect(await soFar(second.confirmedInTime)).toBeUndefined();
	expect(await soFar(second.confirmed)).toBe('pending');
	first.confirm(true);
	expect(await soFar(second.confirmed)).toBe(true);
});

describe('callers who have hung up before the group is handed over', () => {
	const gone = () => true;

	it('are left out, and hear no success; the others are handed over', async () => {
		const first = leader(join('a', [1], 100, gone));
		const second = follower(join('a', [2], 100, gone));
		const third = follower(join('a', [3]));
		expect(await soFar(first.collected)).toEqual([3]);
		first.confirm(true);
		const fates = [first.confirmed, second.confirmed, third.confirmed].map(soFar);
		expect(await Promise.all(fates)).toEqual([false, false, true]);
		expect(await soFar(second.confirmedInTime)).toBe(false);
	});

	it('count only until then', async () => {
		let isGone = false;
		const first = leader(join('a', [1], 100, () => isGone));
		await clock.advance(limits.maxWait);
		expect(await soFar(first.collected)).toEqual([1]);
		isGone = true;
		first.confirm(true);
		expect(await soFar(first.confirmed)).toBe(true);
	});

	it('may be all of them', async () => {
		const first = leader(join('a', [1], 100, gone));
		await clock.advance(limits.maxWait);
		expect(await soFar(first.collected)).toEqual([]);
		expect(await soFar(first.confirmed)).toBe(false);
		expect(groups.size).toBe(0);
	});
});
