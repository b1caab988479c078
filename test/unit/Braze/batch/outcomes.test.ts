import { Outcomes } from '../../../../nodes/Braze/batch/outcomes';
import type { RequestObject } from '../../../../nodes/Braze/batch/types';
import { MOST_LINES } from '../../../../nodes/Braze/model/itemError';

const attributes = (...items: number[]): RequestObject => ({
	array: 'attributes',
	content: {},
	items,
	idempotent: true,
});

const event = (item: number, position: number): RequestObject => ({
	array: 'events',
	content: {},
	items: [item],
	position,
	idempotent: false,
});

describe('outcomes', () => {
	it('are good where nothing went wrong', () => {
		const outcomes = new Outcomes();
		outcomes.take(attributes(0, 1));
		expect([0, 1, 2].map((item) => outcomes.statusOf(item))).toEqual(Array(3).fill('accepted'));
		expect([outcomes.errorsOf(0), outcomes.warningsOf(0), outcomes.outputOf(0)]).toEqual([
			[],
			[],
			{},
		]);
		expect(outcomes.failed.size).toBe(0);
		expect([0, 2].map((item) => outcomes.wasSent(item))).toEqual([true, false]);
	});

	it('are told of every item that an object was made from', () => {
		const outcomes = new Outcomes();
		outcomes.refuse(attributes(1, 3), 'no');
		outcomes.leaveUnknown(attributes(4, 5), 'who knows');
		outcomes.warn(attributes(6, 7), 'hm');
		outcomes.take(attributes(8, 9), { dispatch_id: 'd' });
		expect([...outcomes.failed]).toEqual([1, 3, 4, 5]);
		expect([1, 3].map((item) => outcomes.errorsOf(item))).toEqual([['no'], ['no']]);
		expect([4, 5].map((item) => outcomes.errorsOf(item))).toEqual([['who knows'], ['who knows']]);
		expect([6, 7].map((item) => outcomes.warningsOf(item))).toEqual([['hm'], ['hm']]);
		expect([8, 9].map((item) => outcomes.outputOf(item))).toEqual(
			Array(2).fill({ dispatch_id: 'd' }),
		);
	});

	it('keep every problem, in order, and each once', () => {
		const outcomes = new Outcomes();
		for (const message of ['a', 'b', 'a']) outcomes.rejectItem(0, message);
		for (const message of ['c', 'd', 'c']) outcomes.warnItem(0, message);
		expect(outcomes.errorsOf(0)).toEqual(['a', 'b']);
		expect(outcomes.warningsOf(0)).toEqual(['c', 'd']);
		expect(outcomes.wasSent(0)).toBe(false);
	});

	it('gather responses of several requests', () => {
		const outcomes = new Outcomes();
		outcomes.take(attributes(0), { a: 1, b: 1 });
		outcomes.take(event(0, 1), { b: 2 });
		expect(outcomes.outputOf(0)).toEqual({ a: 1, b: 2 });
	});

	it('are partial where Braze has a part, and say which', () => {
		const outcomes = new Outcomes();
		outcomes.take(event(0, 12));
		outcomes.take(event(0, 2));
		outcomes.refuse(event(0, 3), 'no');
		outcomes.refuse(attributes(0), 'no');
		expect(outcomes.statusOf(0)).toBe('partial');
		expect(outcomes.takenOf(0)).toEqual({ events: [2, 12] });
	});

	it('are rejected where Braze has nothing', () => {
		const outcomes = new Outcomes();
		outcomes.refuse(event(0, 1), 'no');
		expect(outcomes.statusOf(0)).toBe('rejected');
		expect(outcomes.takenOf(0)).toEqual({});
		expect(outcomes.wasSent(0)).toBe(true);
	});

	it('leave open what nobody knows, and are rejected only where resending does no harm', () => {
		const outcomes = new Outcomes();
		outcomes.leaveUnknown(attributes(0), 'lost');
		outcomes.leaveUnknown(event(1, 2), 'lost');
		outcomes.leaveUnknown(event(1, 1), 'lost');
		outcomes.leaveUnknown(attributes(1), 'lost');
		expect([0, 1].map((item) => outcomes.statusOf(item))).toEqual(['rejected', 'partial']);
		expect(outcomes.takenOf(0)).toEqual({ unknown: { attributes: true } });
		expect(outcomes.takenOf(1)).toEqual({ unknown: { events: [1, 2], attributes: true } });
		expect(outcomes.wasSent(0)).toBe(true);
	});

	it('do not call an array taken of whose objects one is not', () => {
		const refused = new Outcomes();
		refused.take(attributes(0));
		refused.refuse(attributes(0), 'no');
		expect(refused.takenOf(0)).toEqual({ attributes: false });
		const unknown = new Outcomes();
		unknown.take(attributes(0));
		unknown.leaveUnknown(attributes(0), 'lost');
		expect(unknown.takenOf(0)).toEqual({ attributes: false, unknown: { attributes: true } });
		expect(unknown.statusOf(0)).toBe('partial');
	});

	it('warn of what was left out, and count the items by its field', () => {
		const outcomes = new Outcomes();
		outcomes.leaveOut(0, { field: 'phone', message: 'no phone' });
		outcomes.leaveOut(0, { field: 'event "a"', message: 'no event' });
		outcomes.leaveOut(0, { field: 'event "a"', message: 'no property' });
		outcomes.leaveOut(2, { field: 'phone', message: 'no phone' });
		expect(outcomes.warningsOf(0)).toEqual(['no phone', 'no event', 'no property']);
		expect(outcomes.statusOf(0)).toBe('accepted');
		expect([...outcomes.leftOutCounts]).toEqual([
			['phone', 2],
			['event "a"', 1],
		]);
	});

	it('count the items that a remark is about by its field', () => {
		const outcomes = new Outcomes();
		outcomes.remark(0, { field: 'phone', message: 'no country' });
		outcomes.remark(0, { field: 'phone', message: 'too short' });
		outcomes.remark(3, { field: 'phone', message: 'no country' });
		expect(outcomes.warningsOf(0)).toEqual(['no country', 'too short']);
		expect([...outcomes.remarkCounts]).toEqual([['phone', 2]]);
		expect(outcomes.leftOutCounts.size).toBe(0);
	});

	it('list the first problems of an item, and say how many more there are', () => {
		const outcomes = new Outcomes();
		const messages = Array.from({ length: MOST_LINES + 2 }, (_, n) => `problem ${n}`);
		for (const message of messages.slice(0, MOST_LINES)) outcomes.rejectItem(0, message);
		// Repeats are no more.
		outcomes.rejectItem(0, messages[0]);
		expect(outcomes.errorsOf(0)).toEqual(messages.slice(0, MOST_LINES));
		for (const message of messages.slice(MOST_LINES)) outcomes.rejectItem(0, message);
		expect(outcomes.errorsOf(0)).toEqual([...messages.slice(0, MOST_LINES), '… and 2 more.']);
	});

	it('know whether Braze has anything that would count twice', () => {
		const outcomes = new Outcomes();
		expect(outcomes.counted).toBe(false);
		outcomes.take(attributes(0));
		outcomes.refuse(event(0, 1), 'no');
		expect(outcomes.counted).toBe(false);
		outcomes.take(event(0, 2));
		outcomes.take(attributes(1));
		expect(outcomes.counted).toBe(true);
		expect([0, 1, 2].map((item) => outcomes.hasTaken(item))).toEqual([true, true, false]);
	});

	describe('of an item that an earlier run sent a part of', () => {
		it('are accepted where Braze has all of it', () => {
			const outcomes = new Outcomes();
			outcomes.keep(0, {
				taken: [{ array: 'attributes' }, { array: 'events', position: 2 }],
				unknown: [],
			});
			expect(outcomes.statusOf(0)).toBe('accepted');
			expect(outcomes.errorsOf(0)).toEqual([]);
			expect(outcomes.takenOf(0)).toEqual({ attributes: true, events: [2] });
		});

		it('are partial where that is still unknown of a part, and say what to do', () => {
			const outcomes = new Outcomes();
			outcomes.keep(0, { taken: [], unknown: [{ array: 'events', position: 1 }] });
			expect(outcomes.statusOf(0)).toBe('partial');
			expect(outcomes.errorsOf(0)).toEqual([expect.stringMatching('take it out of unknown')]);
			expect(outcomes.takenOf(0)).toEqual({ unknown: { events: [1] } });
		});
	});

	describe('of an object that several items were combined into', () => {
		/** The names that each item gave the object. */
		const combined = (names: Record<number, string[]>): RequestObject => ({
			...attributes(...Object.keys(names).map(Number)),
			parts: Object.entries(names).map(([item, own]) => ({
				...attributes(Number(item)),
				names: own,
			})),
		});

		it('are those of the whole array where Braze has it all, also without any name', () => {
			const outcomes = new Outcomes();
			outcomes.take(combined({ 0: ['a', 'b'], 1: [] }));
			expect([0, 1].map((item) => outcomes.takenOf(item))).toEqual(
				Array(2).fill({ attributes: true }),
			);
		});

		it('name what Braze has, each once, and nothing of which it lacks a part', () => {
			const outcomes = new Outcomes();
			outcomes.take(combined({ 0: ['b', 'a', 'b'], 1: ['c'] }));
			outcomes.refuse(combined({ 0: ['a', 'd'] }), 'no');
			outcomes.leaveUnknown(combined({ 0: ['e', 'e'] }), 'lost');
			expect(outcomes.takenOf(0)).toEqual({ attributes: ['b'], unknown: { attributes: ['e'] } });
			expect(outcomes.takenOf(1)).toEqual({ attributes: true });
		});

		it('say that Braze has none of it where it lacks a part of every name', () => {
			const outcomes = new Outcomes();
			outcomes.take(combined({ 0: ['a'] }));
			outcomes.leaveUnknown(combined({ 0: ['a'] }), 'lost');
			expect(outcomes.takenOf(0)).toEqual({ attributes: false, unknown: { attributes: ['a'] } });
		});

		it('do not call unknown what holds nothing of the item', () => {
			const outcomes = new Outcomes();
			outcomes.leaveUnknown(combined({ 0: [] }), 'lost');
			expect(outcomes.takenOf(0)).toEqual({});
		});

		it('are of the whole array where one object of the item had no names', () => {
			const outcomes = new Outcomes();
			outcomes.leaveUnknown(attributes(0), 'lost');
			outcomes.leaveUnknown(combined({ 0: ['a'] }), 'lost');
			expect(outcomes.takenOf(0)).toEqual({ unknown: { attributes: true } });
		});
	});
});
