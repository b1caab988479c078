import { createRequire } from 'node:module';
import type { sleep as Sleep } from 'n8n-workflow';

const load = createRequire(import.meta.filename);
/** Where n8n-workflow takes its `sleep` from. */
const home = createRequire(load.resolve('n8n-workflow'))('@n8n/utils/sleep') as {
	sleep: typeof Sleep;
};

/**
 * Makes time pass faster for everything that this test file loads: its clock, and n8n's `sleep`. For
 * code that waits for a real server; code without one has {@link VirtualClock}. All other timers, such
 * as a request's timeout, keep their pace.
 *
 * @param factor how many seconds pass in one; a whole number
 */
export function hurry(factor: number) {
	const { Date: RealDate } = globalThis;
	const { sleep } = home;
	const start = RealDate.now();
	let ahead = 0;
	const now = () => start + ahead + (RealDate.now() - start) * factor;

	globalThis.Date = new Proxy(RealDate, {
		get: (target, key) => (key === 'now' ? now : (Reflect.get(target, key) as unknown)),
		construct: (target, args: unknown[]) =>
			Reflect.construct(target, args.length === 0 ? [now()] : args) as Date,
	});
	home.sleep = async (milliseconds, ...signal) => await sleep(milliseconds / factor, ...signal);

	return {
		/** Sets the clock ahead by this many milliseconds; what waits goes on waiting. */
		advance: (milliseconds: number) => {
			ahead += milliseconds;
		},
		/** Lets time pass as usual again. */
		relax: () => {
			globalThis.Date = RealDate;
			home.sleep = sleep;
		},
	};
}
