import { onAnswer } from '../../../nodes/Komo/answered';

/** A response that remembers how it was ended. */
function response(statusCode: number) {
	return {
		statusCode,
		ended: [] as unknown[][],
		end(...rest: unknown[]) {
			this.ended.push(rest);
			return this;
		},
	};
}

describe('n8n has stored what it answers with success', () => {
	it.each([
		[199, false],
		[200, true],
		[201, true],
		[299, true],
		[300, false],
		[404, false],
		[500, false],
		[503, false],
	])('%d: %s', (status, stored) => {
		const answered: boolean[] = [];
		const watched = response(status);
		onAnswer(watched, (value) => answered.push(value));
		expect(answered).toEqual([]);
		watched.end();
		expect(answered).toEqual([stored]);
	});

	it('what counts is the status when the answer is given', () => {
		const answered: boolean[] = [];
		const watched = response(200);
		onAnswer(watched, (value) => answered.push(value));
		watched.statusCode = 500;
		watched.end();
		expect(answered).toEqual([false]);
	});

	it('the answer goes on its way unchanged, and is told once', () => {
		const answered: boolean[] = [];
		const watched = response(200);
		onAnswer(watched, (value) => answered.push(value));
		expect(watched.end('text', 'utf8')).toBe(watched);
		watched.end();
		expect(watched.ended).toEqual([['text', 'utf8'], []]);
		expect(answered).toEqual([true]);
	});
});
