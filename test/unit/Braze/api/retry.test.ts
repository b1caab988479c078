import { askedWait, retryAfter, waitBeforeRetry } from '../../../../nodes/Braze/api/retry';

const NOW = Date.parse('2026-03-01T12:00:00Z');
const epoch = (secondsFromNow: number) => String(NOW / 1000 + secondsFromNow);

describe('the wait that a response of status 429 asks for', () => {
	it.each([
		[{ 'x-ratelimit-retry-after': '7' }, 7000],
		[{ 'x-ratelimit-retry-after': ' 7 ' }, 7000],
		[{ 'x-ratelimit-retry-after': '0' }, 100],
		[{ 'x-ratelimit-retry-after': '86400' }, 86_400_000],
		[{ 'retry-after': '3' }, 3000],
		[{ 'retry-after': '1.25' }, 1250],
		[{ 'retry-after': 'Sun, 01 Mar 2026 12:00:05 GMT' }, 5000],
		[{ 'x-ratelimit-reset': '9' }, 9000],
		[{ 'x-ratelimit-reset': '0.05' }, 100],
		[{ 'x-ratelimit-reset': '3600' }, 3_600_000],
		[{ 'x-ratelimit-reset': '3900' }, 3_900_000],
		[{ 'x-ratelimit-reset': epoch(4) }, 4000],
		[{ 'x-ratelimit-reset': epoch(3600) }, 3_600_000],
		[{ 'x-ratelimit-retry-after': '2', 'x-ratelimit-reset': '900' }, 2000],
		[{ 'x-ratelimit-retry-after': '2', 'retry-after': '3' }, 2000],
		[{ 'retry-after': '3', 'x-ratelimit-reset': '900' }, 3000],
	])('is read from %j', (headers, expected) => {
		expect(askedWait(headers, NOW)).toBe(expected);
	});

	it.each([
		[{}],
		[{ 'retry-after': 'soon' }],
		[{ 'retry-after': '9'.repeat(400) }],
		[{ 'x-ratelimit-retry-after': '86401' }],
		[{ 'retry-after': 'Sun, 01 Mar 2099 12:00:05 GMT' }],
		[{ 'retry-after': '-3' }],
		[{ 'retry-after': '3 seconds' }],
		[{ 'retry-after': '1.' }],
		[{ 'retry-after': 'x3' }],
		[{ 'retry-after': 'Sun, 01 Mar 2026 12:00:00 GMT' }],
		[{ 'retry-after': 'Sun, 01 Mar 2026 11:59:00 GMT' }],
		[{ 'x-ratelimit-reset': '0' }],
		[{ 'x-ratelimit-reset': '3901' }],
		[{ 'x-ratelimit-reset': '1000000000' }],
		[{ 'x-ratelimit-reset': epoch(0) }],
		[{ 'x-ratelimit-reset': epoch(-4) }],
		[{ 'x-ratelimit-reset': epoch(7200) }],
	])('is none in %j', (headers) => {
		expect(askedWait(headers, NOW)).toBeUndefined();
	});

	it('goes by the response’s own date', () => {
		const date = 'Sun, 01 Mar 2026 11:55:00 GMT';
		expect(askedWait({ date, 'x-ratelimit-reset': epoch(-295) }, NOW)).toBe(5000);
		expect(askedWait({ date, 'retry-after': 'Sun, 01 Mar 2026 11:55:02 GMT' }, NOW)).toBe(2000);
		expect(askedWait({ date: 'today', 'x-ratelimit-reset': epoch(4) }, NOW)).toBe(4000);
	});
});

it('the wait that another answer asks for is not the rate limit’s reset', () => {
	expect(retryAfter({ 'x-ratelimit-reset': '9' }, NOW)).toBeUndefined();
	expect(retryAfter({ 'x-ratelimit-reset': '9', 'retry-after': '4' }, NOW)).toBe(4000);
});

describe('the wait before a retry', () => {
	it('grows when nothing was asked, within bounds', () => {
		expect(waitBeforeRetry(undefined, 0, 1)).toBe(500);
		expect(waitBeforeRetry(undefined, 3, 1)).toBe(4000);
		expect(waitBeforeRetry(undefined, 3, 0)).toBe(2000);
		expect(waitBeforeRetry(undefined, 0, 0.3)).toBe(325);
		expect(waitBeforeRetry(undefined, 40, 1)).toBe(30_000);
	});

	it('is what was asked, and grows when that was too short', () => {
		expect(waitBeforeRetry(1000, 0, 0)).toBe(1000);
		expect(waitBeforeRetry(1000, 2, 0)).toBe(4000);
		expect(waitBeforeRetry(1000, 40, 0)).toBe(30_000);
		expect(waitBeforeRetry(50_000, 3, 0)).toBe(50_000);
	});
});
