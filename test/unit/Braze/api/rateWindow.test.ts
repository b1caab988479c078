import type { Headers } from '../../../../nodes/Braze/api/retry';
import { RateWindow } from '../../../../nodes/Braze/api/rateWindow';

const NOON = Date.parse('2026-03-01T12:00:00Z');

const told = (remaining: number | string, reset: number | string, date?: number, limit = 10) => ({
	'x-ratelimit-limit': String(limit),
	'x-ratelimit-remaining': String(remaining),
	'x-ratelimit-reset': String(reset),
	...(date !== undefined && { date: new Date(date).toUTCString() }),
});

/** One that got a response at noon. */
function after(headers: Headers, longestWait = 60_000): RateWindow {
	const window = new RateWindow(longestWait);
	window.observe(headers, NOON);
	return window;
}

/** Whether a refusal that comes now, and tells nothing, was to be expected. */
const isSpent = (window: RateWindow, now: number) => window.observe({}, now, 'limited');

describe('a rate limit’s window', () => {
	it('lets everything through while nothing is known', () => {
		for (const headers of [
			{},
			{ 'x-ratelimit-remaining': '0' },
			told('few', 5),
			told('x0', 5),
			told('0x', 5),
			told(0, 'soon'),
		]) {
			const window = after(headers);
			expect(window.waitFor(1000, NOON)).toBe(0);
			expect(window.observe({}, NOON, 'limited')).toBe(false);
		}
	});

	it('lets as many through as remain, those under way included', () => {
		const window = after(told(3, 5));
		expect(window.waitFor(2, NOON)).toBe(0);
		expect(window.waitFor(3, NOON)).toBe(20);
		expect(isSpent(window, NOON)).toBe(false);
	});

	it('is waited for to its end when nothing remains', () => {
		const window = after(told(0, 5));
		expect(isSpent(window, NOON)).toBe(true);
		expect(isSpent(after(told(' 0 ', 5)), NOON)).toBe(true);
		expect(window.waitFor(0, NOON)).toBe(5000);
		expect(window.waitFor(0, NOON + 4999)).toBe(1);
		expect(window.waitFor(0, NOON + 5000)).toBe(0);
		expect(isSpent(window, NOON + 5000)).toBe(false);
	});

	it('is followed by one that lets the whole limit through, until a response says more', () => {
		const window = after(told(0, 5));
		expect(window.waitFor(9, NOON + 5000)).toBe(0);
		expect(window.waitFor(10, NOON + 5000)).toBe(20);
		window.observe(told(4, 5), NOON + 5100);
		expect(window.waitFor(4, NOON + 5100)).toBe(20);
		expect(window.waitFor(3, NOON + 5100)).toBe(0);
	});

	it('is followed by one without a limit if none is told', () => {
		const window = after({ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '5' });
		expect(window.waitFor(1000, NOON + 5000)).toBe(0);
	});

	it('has what the least of its responses says, in whatever order they come', () => {
		const window = after(told(3, NOON / 1000 + 5));
		window.observe(told(7, NOON / 1000 + 5), NOON + 10);
		expect(window.waitFor(3, NOON + 10)).toBe(20);
		window.observe(told(1, NOON / 1000 + 5), NOON + 20);
		expect(window.waitFor(1, NOON + 20)).toBe(20);
		// An answer of the window before says nothing about this one.
		window.observe(told(0, NOON / 1000 + 4), NOON + 30);
		expect(window.waitFor(0, NOON + 30)).toBe(0);
	});

	it('ends by Braze’s clock, known better the more responses came', () => {
		// Braze is 300.4 s ahead; its date is in whole seconds.
		const theirs = NOON + 300_400;
		const end = Math.floor(theirs / 1000) + 10;
		const window = after(told(0, end, theirs));
		expect(window.waitFor(0, NOON)).toBe(10_000);
		window.observe(told(0, end, theirs + 650), NOON + 650);
		expect(window.waitFor(0, NOON + 650)).toBe(9000);
		expect(window.waitFor(0, NOON + 9650)).toBe(0);
		// The true end is 50 ms earlier; a worse response does not make it later.
		window.observe(told(0, end, theirs + 1500), NOON + 1500);
		expect(window.waitFor(0, NOON + 9600)).toBe(50);
	});

	it('ends as it should after a clock was set back', () => {
		const window = after(told(0, NOON / 1000 + 5, NOON));
		window.observe(told(0, NOON / 1000 + 5, NOON - 3000), NOON + 7000);
		expect(window.waitFor(0, NOON + 7000)).toBe(8000);
	});

	it('ends at the same time after answers without a date', () => {
		const theirs = NOON + 400_000;
		const window = after(told(0, theirs / 1000 + 5, theirs));
		window.observe({}, NOON + 100);
		expect(window.waitFor(0, NOON + 100)).toBe(4900);
	});

	it('that ends too late is not waited for: one request finds out', () => {
		const window = after(told(0, 61));
		expect(window.waitFor(0, NOON)).toBe(0);
		expect(window.waitFor(1, NOON)).toBe(20);
		expect(window.waitFor(0, NOON + 1000)).toBe(60_000);
	});

	it('that cannot be is none', () => {
		expect(after(told(0, 4000), Infinity).waitFor(0, NOON)).toBe(0);
		expect(after(told(0, 99_999_999_999), Infinity).waitFor(0, NOON)).toBe(0);
		expect(after(told(0, 3600), Infinity).waitFor(0, NOON)).toBe(3_600_000);
	});

	it('lets one through even with a limit of none', () => {
		expect(after(told(0, 5, undefined, 0)).waitFor(0, NOON + 5000)).toBe(0);
	});
});

describe('a window that Braze tells only with a 429', () => {
	/** One that was met at noon; windows end at whole seconds. */
	function met(limit = 2) {
		const window = new RateWindow(60_000);
		expect(window.observe(told(0, 1, NOON, limit), NOON, 'limited')).toBe(true);
		return window;
	}

	it('lets as many through as the limit, then one alone, and so on in time', () => {
		const window = met();
		expect(window.waitFor(0, NOON)).toBe(1000);
		const first = window.leave(NOON + 1000);
		const second = window.leave(NOON + 1010);
		expect(window.waitFor(2, NOON + 1010)).toBe(20);
		window.observe({}, NOON + 1100, 'passed', first);
		window.observe({}, NOON + 1110, 'passed', second);
		expect(window.waitFor(0, NOON + 1110)).toBe(0);
		const third = window.leave(NOON + 1110);
		expect(window.observe(told(0, 1, NOON + 1000, 2), NOON + 1200, 'limited', third)).toBe(true);
		expect(window.waitFor(0, NOON + 1200)).toBe(900);
	});

	it('is no longer counted once responses that passed tell what remains', () => {
		const window = met();
		window.leave(NOON + 1000);
		window.leave(NOON + 1000);
		window.observe(told(5, 1, NOON + 1000), NOON + 1050);
		expect(window.isAnnounced).toBe(true);
		expect(window.leave(NOON + 1050)).toBeUndefined();
		expect(window.waitFor(4, NOON + 1050)).toBe(0);
	});

	it('has the end of Retry-After where no reset is told', () => {
		const window = new RateWindow(60_000);
		const headers = { 'x-ratelimit-limit': '1', 'retry-after': '2' };
		expect(window.observe(headers, NOON, 'limited')).toBe(true);
		window.leave(NOON + 2000);
		expect(window.waitFor(1, NOON + 2000)).toBe(20);
	});

	it('is counted longer than anybody waits only until one finds out', () => {
		const window = new RateWindow(500);
		window.observe(told(0, 1, NOON, 1), NOON, 'limited');
		window.observe({}, NOON, 'passed', window.leave(NOON));
		window.observe({}, NOON, 'passed', window.leave(NOON));
		expect(window.waitFor(0, NOON + 1)).toBe(0);
	});
});
