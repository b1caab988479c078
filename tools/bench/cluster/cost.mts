/** What one kind of process used at one rate. */
interface Point {
	/** Milliseconds of CPU time in a second. */
	cpu: number;
	submissions: number;
	executions: number;
}

/** What one kind of process uses, in milliseconds of CPU time. */
interface Cost {
	/** In each second, whatever happens. */
	idle: number;
	submission: number;
	execution: number;
}

/**
 * Finds what a submission and what an execution costs, by least squares. Every rate has the same weight,
 * since the costs compared are those of a submission, not of a second.
 *
 * @param idle milliseconds of CPU time in a second, measured separately
 */
export function costOf(points: Point[], idle: number): Cost {
	const perSubmission = points.map(({ cpu, submissions, executions }) => ({
		executions: executions / submissions,
		cpu: (cpu - idle) / submissions,
	}));
	const mean = (of: (point: (typeof perSubmission)[number]) => number) =>
		perSubmission.reduce((sum, point) => sum + of(point), 0) / perSubmission.length;
	const [x, y] = [mean(({ executions }) => executions), mean(({ cpu }) => cpu)];
	const slope =
		mean((point) => (point.executions - x) * (point.cpu - y)) /
		mean((point) => (point.executions - x) ** 2);
	// Neither costs less than nothing.
	const execution = Math.min(Math.max(slope, 0), Math.max(y, 0) / x);
	return { idle, submission: Math.max(y, 0) - execution * x, execution };
}
