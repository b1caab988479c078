import { Outcomes } from '../../../../nodes/Braze/batch/outcomes';
import type { RequestObject } from '../../../../nodes/Braze/batch/types';

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

	it('gather answers of several requests', () => {
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
});
