/** Seconds that are remembered. */
const REMEMBERED = 60;
/** How many seconds a rate is the mean of, without the current one. */
const MEAN_OF = 10;

/** Counts by the second, for the last minute. */
class Seconds {
	private counts: number[] = new Array<number>(REMEMBERED).fill(0);
	private latest = 0;

	add(second: number) {
		this.moveTo(second);
		this.counts[REMEMBERED - 1] += 1;
	}

	/** @returns the count of each second, the current one last */
	until(second: number): number[] {
		this.moveTo(second);
		return [...this.counts];
	}

	private moveTo(second: number) {
		const passed = Math.min(Math.max(second - this.latest, 0), REMEMBERED);
		if (passed === 0) return;
		this.counts = [...this.counts.slice(passed), ...new Array<number>(passed).fill(0)];
		this.latest = second;
	}
}

/** How the requests of one endpoint, or of all, ended. */
class Tally {
	total = 0;
	/** Those that got a 429. */
	limited = 0;
	/** Refused for another reason, or cut. */
	failed = 0;
	readonly seconds = new Seconds();

	count(status: number, second: number) {
		this.total += 1;
		if (status === 429) this.limited += 1;
		else if (status === 0 || status >= 400) this.failed += 1;
		this.seconds.add(second);
	}

	sum(second: number) {
		const { total, limited, failed } = this;
		const recent = this.seconds.until(second).slice(-MEAN_OF - 1, -1);
		const perSecond = recent.reduce((sum, count) => sum + count, 0) / MEAN_OF;
		return { total, limited, failed, perSecond };
	}
}

/** How many requests came, when, and how they ended, by the machine's clock. */
export class Traffic {
	private readonly all = new Tally();
	private readonly limited = new Seconds();
	private readonly endpoints = new Map<string, Tally>();
	private readonly now: () => number;

	/** @param now milliseconds since 1970 */
	constructor(now: () => number = Date.now) {
		this.now = now;
	}

	/** Whole seconds since 1970. */
	get second(): number {
		return Math.floor(this.now() / 1000);
	}

	/**
	 * Counts a request that has ended.
	 *
	 * @param endpoint method and path as routed
	 * @param status 0 for a connection that was cut
	 */
	count(endpoint: string, status: number) {
		const { second } = this;
		const tally = this.endpoints.get(endpoint) ?? new Tally();
		this.endpoints.set(endpoint, tally);
		tally.count(status, second);
		this.all.count(status, second);
		if (status === 429) this.limited.add(second);
	}

	/** @returns whether the last minute had no request */
	get isQuiet(): boolean {
		return this.all.seconds.until(this.second).every((count) => count === 0);
	}

	/** Sums, each second of the last minute, and the endpoints, busiest first. */
	summary() {
		const { second } = this;
		return {
			...this.all.sum(second),
			seconds: this.all.seconds.until(second),
			limitedSeconds: this.limited.until(second),
			endpoints: [...this.endpoints]
				.map(([name, tally]) => ({ name, ...tally.sum(second) }))
				.sort((one, other) => other.total - one.total),
		};
	}
}
