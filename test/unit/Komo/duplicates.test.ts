import {
	DuplicateMemories,
	identityOf,
	MAX_MEMORIES,
	MAX_REMEMBERED,
	RecentSubmissions,
} from '../../../nodes/Komo/duplicates';
import type { Submission } from '../../../nodes/Komo/submission';

const of = (body: Submission['body'], event?: string): Submission => ({ event, body });
const a = of({ submission_id: 'a' }, 'CompetitionEntrySuccess');
const b = of({ submission_id: 'b' }, 'CompetitionEntrySuccess');
const MINUTE = 60_000;

describe('identity', () => {
	it('is the submission id, else the id, within the event', () => {
		expect(identityOf(a)).toBe(identityOf(of({ submission_id: 'a', id: 'x' }, a.event)));
		expect(identityOf(of({ id: 'a' }, 'E'))).toBe(identityOf(of({ id: 'a' }, 'E')));
		expect(identityOf(of({ id: 1 }))).toBe(identityOf(of({ id: '1' })));
	});

	it('differs between events, prizes and coupons of one entry', () => {
		const all = [
			a,
			of({ submission_id: 'a' }, 'PrizeAwarded'),
			of({ submission_id: 'a' }),
			of({ submission_id: 'a', prize_recipient_id: '1' }, 'PrizeAwarded'),
			of({ submission_id: 'a', prize_recipient_id: '2' }, 'PrizeAwarded'),
			of({ submission_id: 'a', coupon_id: '2' }, 'PrizeAwarded'),
		];
		expect(new Set(all.map(identityOf)).size).toBe(all.length);
	});

	it('is missing without an id', () => {
		for (const body of [{}, { id: '' }, { id: null }, { id: { a: 1 } }]) {
			expect(identityOf(of(body))).toBeUndefined();
		}
	});
});

describe('recent submissions', () => {
	let time = 0;
	let recent: RecentSubmissions;
	beforeEach(() => (recent = new RecentSubmissions(() => time)));

	const store = async (...submissions: Submission[]) => {
		const { fresh, settle } = await recent.claim(submissions, MINUTE);
		settle(true);
		return fresh;
	};

	it('are duplicates for the time asked for, from being stored', async () => {
		expect(await store(a)).toEqual([a]);
		time += MINUTE - 1;
		expect(await store(a, b)).toEqual([b]);
		time += 1;
		expect(await store(a)).toEqual([a]);
	});

	it('are new again when they were not stored', async () => {
		(await recent.claim([a], MINUTE)).settle(false);
		expect(recent.size).toBe(0);
		expect(await store(a)).toEqual([a]);
	});

	it('are duplicates within one call, too', async () => {
		expect(await store(a, b, a)).toEqual([a, b]);
	});

	it('without an id never are', async () => {
		expect(await store(of({}), of({}))).toHaveLength(2);
	});

	it.each([
		['stored: a duplicate', true, []],
		['not stored: new', false, [a]],
	])('whose twin is being stored wait for it (%s)', async (_, stored, expected) => {
		const first = await recent.claim([a, b], MINUTE);
		let second: Submission[] | undefined;
		const waiting = recent.claim([a], MINUTE).then(({ fresh }) => (second = fresh));
		await Promise.resolve();
		expect(second).toBeUndefined();
		first.settle(stored);
		await waiting;
		expect(second).toEqual(expected);
	});

	it('do not wait for each other in a circle', async () => {
		const [first, second] = [recent.claim([a, b], MINUTE), recent.claim([b, a], MINUTE)];
		(await first).settle(true);
		expect((await second).fresh).toEqual([]);
	});

	it('are forgotten, oldest first, when there are too many', async () => {
		const many = [...Array(MAX_REMEMBERED + 10).keys()].map((id) => of({ id }));
		await store(...many);
		expect(recent.size).toBe(MAX_REMEMBERED);
		expect(await store(many[0])).toHaveLength(1);
		expect(await store(many[MAX_REMEMBERED])).toEqual([]);
	});
});

it('each node has a memory of its own, and old ones make room', async () => {
	const memories = new DuplicateMemories();
	const first = memories.of('first');
	expect(memories.of('first')).toBe(first);
	expect(memories.of('second')).not.toBe(first);
	for (let n = 0; n < MAX_MEMORIES; n++) memories.of(`node ${n}`);
	expect(memories.of('first')).not.toBe(first);
});
