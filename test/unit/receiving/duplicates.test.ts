import {
	MAX_NODES,
	MAX_PENDING,
	MAX_PENDING_WAIT,
	MAX_REMEMBERED,
	MAX_UNANSWERED,
	NodeMemories,
	RecentSubmissions,
} from '../../../nodes/receiving/duplicates';
import { FakeClock, soFar } from './support/clock';

interface Submission {
	id?: string;
}

const identityOf = ({ id }: Submission) => id;
const entry = (id: number | string): Submission => ({ id: String(id) });
const [a, b] = [entry('a'), entry('b')];
const MINUTE = 60_000;

let clock: FakeClock;
let recent: RecentSubmissions<Submission>;
beforeEach(() => {
	clock = new FakeClock();
	recent = new RecentSubmissions(identityOf, clock);
});

const claim = async (...submissions: Submission[]) => {
	const claimed = await recent.claim(submissions, MINUTE);
	if (!claimed) throw new Error('Nothing could be claimed.');
	return claimed;
};
const store = async (...submissions: Submission[]) => {
	const { fresh, confirm } = await claim(...submissions);
	confirm(true);
	return fresh;
};

describe('stored submissions', () => {
	it('are duplicates for the time asked for, from being stored', async () => {
		const { confirm } = await claim(a);
		await clock.advance(MINUTE / 2);
		confirm(true);
		await clock.advance(MINUTE - 1);
		expect(await store(a, b)).toEqual([b]);
		await clock.advance(1);
		expect(await store(a)).toEqual([a]);
	});

	it('are duplicates within one call, too', async () => {
		expect(await store(a, b, a)).toEqual([a, b]);
	});

	it('never are without an identity', async () => {
		expect(await store({}, {})).toHaveLength(2);
		expect(recent.size).toBe(0);
	});

	it('are forgotten when there are too many, the last half never', async () => {
		for (let n = 0; n < MAX_REMEMBERED + 10; n += 10_000) {
			await store(...[...Array(10_000).keys()].map((k) => entry(n + k)));
		}
		expect(recent.size).toBeLessThanOrEqual(MAX_REMEMBERED);
		expect(await store(entry(0))).toHaveLength(1);
		expect(await store(entry(MAX_REMEMBERED - 1))).toEqual([]);
		expect(await store(entry(MAX_REMEMBERED / 2 + 10_000))).toEqual([]);
	});

	it('leave nothing behind once they have expired', async () => {
		await store(a, b);
		await clock.advance(3 * MINUTE);
		expect((await claim()).fresh).toEqual([]);
		expect(recent.size).toBe(0);
	});
});

describe('refused submissions', () => {
	it('are new again', async () => {
		(await claim(a)).confirm(false);
		expect(recent.size).toBe(0);
		expect(await store(a)).toEqual([a]);
	});
});

describe('pending submissions', () => {
	it('count beside those that are stored', async () => {
		const { confirm } = await claim(a);
		await store(b);
		expect([recent.size, recent.hasPending]).toEqual([2, true]);
		confirm(true);
		expect([recent.size, recent.hasPending]).toEqual([2, false]);
	});

	it('are waited for: what was stored is a duplicate', async () => {
		const first = await claim(a, b);
		const second = claim(a);
		expect(await soFar(second)).toBe('pending');
		first.confirm(true);
		expect((await second).fresh).toEqual([]);
		expect(clock.sleeping).toBe(0);
	});

	it('are not taken after a wait: who still waits comes again, and is taken then', async () => {
		const first = await claim(a);
		const waiting = [recent.claim([a], MINUTE), recent.claim([a, b], MINUTE)];
		first.confirm(false);
		expect(await Promise.all(waiting)).toEqual([undefined, undefined]);
		expect(await store(a, b)).toEqual([a, b]);
	});

	it('are no reason to take what came with them, once they are stored', async () => {
		const first = await claim(a);
		const waiting = [recent.claim([a, b], MINUTE), recent.claim([a, {}], MINUTE)];
		first.confirm(true);
		expect(await Promise.all(waiting)).toEqual([undefined, undefined]);
		expect(await store(a, b)).toEqual([b]);
	});

	it('are waited for only so long, and stay pending', async () => {
		const first = await claim(a);
		const second = recent.claim([b, a], MINUTE);
		await clock.advance(MAX_PENDING_WAIT - 1);
		expect(await soFar(second)).toBe('pending');
		await clock.advance(1);
		expect(await second).toBeUndefined();
		// (What could not be told apart has claimed nothing.)
		expect(await store(b)).toEqual([b]);
		const third = claim(a);
		first.confirm(true);
		expect((await third).fresh).toEqual([]);
	});

	it('are waited for until the last one is known, within the one time', async () => {
		const first = await claim(a);
		const second = await claim(b);
		const both = recent.claim([a, b], MINUTE);
		await clock.advance(MAX_PENDING_WAIT - 1_000);
		first.confirm(false);
		expect(await soFar(both)).toBe('pending');
		await clock.advance(1_000);
		expect(await both).toBeUndefined();
		second.confirm(true);
	});

	it('do not wait for each other in a circle', async () => {
		const [first, second] = [claim(a, b), claim(b, a)];
		(await first).confirm(true);
		expect((await second).fresh).toEqual([]);
	});

	it('hear only the first word about them', async () => {
		const first = await claim(a);
		first.confirm(false);
		first.confirm(true);
		expect(await store(a)).toEqual([a]);
		const other = await claim(b);
		other.confirm(true);
		other.confirm(false);
		expect(await store(b)).toEqual([]);
	});

	it('count as lost when n8n has not answered for ever so long', async () => {
		const lost = await claim(a);
		await clock.advance(MAX_UNANSWERED - 1);
		const early = recent.claim([a], MINUTE);
		expect(await soFar(early)).toBe('pending');
		await clock.advance(1);
		const again = await claim(a);
		expect(again.fresh).toEqual([a]);
		// What is said about the lost one now changes nothing about the one that came after it.
		lost.confirm(false);
		expect(await soFar(claim(a))).toBe('pending');
		again.confirm(true);
		expect((await claim(a)).fresh).toEqual([]);
	});

	it('are duplicates when the lost one turns out to be stored', async () => {
		const lost = await claim(a);
		await clock.advance(MAX_UNANSWERED);
		lost.confirm(true);
		expect((await claim(a)).fresh).toEqual([]);
	});

	it('are only so many: more are told to come again, until the old ones count as lost', async () => {
		const many = (from: number) => [...Array(10_000).keys()].map((n) => entry(from + n));
		for (let n = 0; n < MAX_PENDING; n += 10_000) await claim(...many(n));
		expect(await recent.claim([a], MINUTE)).toBeUndefined();
		expect(recent.hasPending).toBe(true);
		await clock.advance(MAX_UNANSWERED - 1);
		expect(await recent.claim([a], MINUTE)).toBeUndefined();
		await clock.advance(1);
		expect((await claim(a)).fresh).toEqual([a]);
		expect(recent.size).toBe(MAX_PENDING);
	});
});

describe('nodes', () => {
	it('have a memory of their own', () => {
		const memories = new NodeMemories(identityOf, clock);
		expect(memories.of('first')).toBe(memories.of('first'));
		expect(memories.of('second')).not.toBe(memories.of('first'));
	});

	it('make room for others: the least recently called goes', () => {
		const memories = new NodeMemories(identityOf, clock);
		const [first, second] = [memories.of('first'), memories.of('second')];
		for (let n = 2; n < MAX_NODES; n++) memories.of(`node ${n}`);
		expect(memories.of('first')).toBe(first);
		memories.of('one more');
		expect(memories.size).toBe(MAX_NODES);
		expect(memories.of('first')).toBe(first);
		expect(memories.of('second')).not.toBe(second);
	});

	it('keep their memory as long as something is pending', async () => {
		const memories = new NodeMemories(identityOf, clock);
		const first = memories.of('first');
		const pending = await first.claim([a], MINUTE);
		for (let n = 0; n < 2 * MAX_NODES; n++) memories.of(`node ${n}`);
		expect(memories.of('first')).toBe(first);
		pending?.confirm(true);
		for (let n = 0; n < 2 * MAX_NODES; n++) memories.of(`node ${n}`);
		expect(memories.of('first')).not.toBe(first);
	});
});
