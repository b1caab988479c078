import { classifyResponse } from '../../../../nodes/Braze/api/response';
import { waitBeforeRetry } from '../../../../nodes/Braze/api/retry';

const NOW = Date.parse('2026-03-01T12:00:00Z');

describe('the wait before a retry', () => {
	it.each([
		[{ 'x-ratelimit-retry-after': '7' }, 7000],
		[{ 'retry-after': '3' }, 3000],
		[{ 'retry-after': 'Sun, 01 Mar 2026 12:00:05 GMT' }, 5000],
		[{ 'x-ratelimit-reset': '9' }, 9000],
		[{ 'x-ratelimit-reset': String(NOW / 1000 + 4) }, 4000],
		[{ 'x-ratelimit-reset': String(NOW / 1000 - 4) }, 100],
		[{ 'x-ratelimit-retry-after': '2', 'x-ratelimit-reset': '900' }, 2000],
	])('follows %j', (headers, expected) => {
		expect(waitBeforeRetry(headers, 0, NOW, 0.5)).toBe(expected);
	});

	it('grows without a header, within bounds', () => {
		expect(waitBeforeRetry(undefined, 0, NOW, 1)).toBe(500);
		expect(waitBeforeRetry(undefined, 3, NOW, 1)).toBe(4000);
		expect(waitBeforeRetry(undefined, 3, NOW, 0)).toBe(2000);
		expect(waitBeforeRetry({ 'retry-after': 'soon' }, 40, NOW, 1)).toBe(30_000);
	});
});

describe('a reply', () => {
	const answer = (status: number, body: unknown) =>
		classifyResponse({ kind: 'answer', status, headers: {}, body }, 'users.track');

	it.each([
		[201, { message: 'success' }, 'taken'],
		[202, { message: 'queued' }, 'taken'],
		[200, '', 'taken'],
		[200, '<html>', 'denied'],
		[400, { message: 'Max Input Length Exceeded' }, 'refused'],
		[413, 'Too large', 'refused'],
		[401, {}, 'denied'],
		[403, {}, 'denied'],
		[404, {}, 'denied'],
		[415, {}, 'denied'],
		[429, {}, 'busy'],
		[500, '<html>', 'failed'],
		[503, {}, 'failed'],
	])('%d is judged by its status', (status, body, kind) => {
		expect(answer(status, body).kind).toBe(kind);
	});

	it('says what to do', () => {
		expect(answer(401, { message: 'Invalid API Key' })).toMatchObject({
			message: expect.stringMatching(/Invalid API Key.*Check the API key.*instance/) as string,
		});
		expect(answer(403, {})).toMatchObject({
			message: expect.stringContaining('"users.track"') as string,
		});
	});

	it('that never reached Braze is not ambiguous', () => {
		expect(
			classifyResponse({ kind: 'none', reached: false, reason: 'ECONNREFUSED' }, 'x'),
		).toMatchObject({
			kind: 'failed',
			ambiguous: false,
		});
	});
});
