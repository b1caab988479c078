/** More waits than any test has: code that waits more often never ends. */
const MAX_LEAPS = 100_000;

/**
 * A clock for code that waits, without waiting: time passes only once all of it waits, and then
 * leaps to the end of the next wait.
 */
export class VirtualClock {
	/** Waits so far, in milliseconds, as they were asked for. */
	readonly waits: number[] = [];

	private time: number;

	private readonly sleepers: Array<{ until: number; wake: () => void }> = [];

	constructor(start = 0) {
		this.time = start;
	}

	readonly now = () => this.time;

	readonly sleep = async (milliseconds: number): Promise<void> => {
		this.waits.push(milliseconds);
		await this.delay(milliseconds);
	};

	/** Like {@link sleep}, for waits outside the code under test, e.g. a server's. */
	readonly delay = async (milliseconds: number): Promise<void> => {
		if (!(milliseconds >= 0)) throw new Error(`Cannot wait ${milliseconds} ms`);
		await new Promise<void>((wake) =>
			this.sleepers.push({ until: this.time + milliseconds, wake }),
		);
	};

	/** Runs until the work is done; fails if it waits for something that never comes, or without end. */
	async run<Result>(work: Promise<Result>): Promise<Result> {
		let done = false as boolean;
		const finish = () => {
			done = true;
		};
		work.then(finish, finish);
		for (let leap = 0; leap < MAX_LEAPS; leap++) {
			await everythingWaits();
			if (done) return await work;
			this.sleepers.sort((a, b) => a.until - b.until);
			const next = this.sleepers.shift();
			if (next === undefined) throw new Error('Everything waits, and nothing will wake it');
			this.time = Math.max(this.time, next.until);
			next.wake();
		}
		throw new Error(`Still at work after ${MAX_LEAPS} waits`);
	}
}

/** Waits until nothing happens any more without time passing: Node runs all that promises lead to first. */
const everythingWaits = async () => await new Promise<void>((resolve) => setImmediate(resolve));
