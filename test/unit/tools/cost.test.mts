import { costOf } from '../../../tools/bench/cluster/cost.mts';

const point = (submissions: number, executions: number, cpu: number) => ({
	submissions,
	executions,
	cpu,
});

test('finds what a submission and an execution cost', () => {
	// 4 ms a second, 2 ms a submission, 10 ms an execution.
	const points = [point(20, 6, 104), point(100, 8, 284), point(400, 8, 884)];
	const cost = costOf(points, 4);
	expect(cost.submission).toBeCloseTo(2);
	expect(cost.execution).toBeCloseTo(10);
});

test('neither costs less than nothing', () => {
	const cheaperAlone = costOf([point(20, 10, 10), point(100, 5, 100)], 0);
	expect(cheaperAlone.execution).toBe(0);
	const cheaperTogether = costOf([point(20, 10, 100), point(100, 5, 20)], 0);
	expect(cheaperTogether.submission).toBeCloseTo(0);
});
