import { type LimitUser, RateLimit } from '../../../../nodes/Braze/api/rateLimit';

const client = (maximum: number): LimitUser => ({ maximum, wait: () => undefined });

it('all clients together have as many requests under way as each may, as long as they have any', () => {
	const limit = new RateLimit(60_000);
	const [one, other] = [client(4), client(6)];
	const steps: Array<[LimitUser, boolean]> = [
		[one, true],
		[other, true],
		[one, true],
		[one, false],
		[one, false],
		[other, false],
	];
	const seen = steps.map(([user, isUsed], index) => {
		limit.use(user, isUsed, 1000 + index);
		return [limit.concurrency.maximum, limit.unusedSince];
	});
	expect(seen).toEqual([
		[4, 0],
		[10, 0],
		[10, 0],
		[6, 0],
		[6, 0],
		[0, 1005],
	]);
});
