/**
 * Makes time pass faster for everything that this test file loads: its clock, and whatever waits with
 * `setTimeout`. For code that waits for a real server; what needs none has {@link VirtualClock}.
 * Node's own timers, such as a request's timeout, keep their pace.
 *
 * @param factor how many seconds pass in one; a whole number
 */
export function hurry(factor: number) {
	const { Date: RealDate, setTimeout: realSetTimeout } = globalThis;
	const start = RealDate.now();
	let skipped = 0;
	const now = () => start + skipped + (RealDate.now() - start) * factor;

	globalThis.Date = new Proxy(RealDate, {
		get: (target, key) => (key === 'now' ? now : (Reflect.get(target, key) as unknown)),
		construct: (target, args: unknown[]) =>
			Reflect.construct(target, args.length === 0 ? [now()] : args) as Date,
	});
	globalThis.setTimeout = ((work: () => void, ms = 0, ...args: []) =>
		realSetTimeout(work, ms / factor, ...args)) as typeof setTimeout;

	return {
		/** Sets the clock ahead by so many milliseconds; what waits goes on waiting. */
		skip: (milliseconds: number) => {
			skipped += milliseconds;
		},
		/** Lets time pass as usual again. */
		relax: () => {
			globalThis.Date = RealDate;
			globalThis.setTimeout = realSetTimeout;
		},
	};
}
