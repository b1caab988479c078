import { type LimitUser, type Permit, RateLimit } from './rateLimit';
import { type Headers, waitBeforeRetry } from './retry';

/** The clock that a limiter goes by, and its dice. */
interface Clock {
	/** Milliseconds since 1970. */
	now: () => number;
	sleep: (milliseconds: number) => Promise<void>;
	/** From 0 to 1. */
	random: () => number;
}

/** What the limiter is told about a request that has its answer. */
export type Observation =
	/** Braze's rate limit let it pass, whatever the answer. */
	| { kind: 'passed' }
	/** Status 429. `asked`: the wait that Braze asks for, in milliseconds. */
	| { kind: 'limited'; asked?: number }
	/** No answer, or one that says nothing about the rate limit. */
	| { kind: 'failed' };

/**
 * Says when a request of one client may leave, in the order in which all that share its rate limit asked.
 *
 * How many may be under way is found out ({@link Concurrency}); what Braze says about its limit is kept
 * to ({@link RateWindow}). After a 429 all wait. Then one goes first; when it has passed, the others
 * follow, at the {@link Pace} that works if Braze has not said what does. Requests that were under way
 * together meet a limit together: that counts once.
 */
export class Limiter implements LimitUser {
	/** Requests that wait or are under way. */
	private requests = 0;

	private waiting = 0;

	private waited = 0;

	private rateLimits = 0;

	/** The rate limits that had been met when this one last met one. */
	private limitsKnown = 0;

	private closed = false;

	/**
	 * @param maximum requests under way at once
	 * @param longestWait milliseconds; what Braze asks for is known to be no longer
	 * @param limit what others know about it, too
	 */
	constructor(
		private readonly clock: Clock,
		readonly maximum: number,
		private readonly longestWait: number,
		private readonly limit = new RateLimit(longestWait),
	) {}

	/** How often a rate limit was met, and the milliseconds that were waited before requests. */
	get statistics(): { rateLimits: number; waited: number } {
		return { rateLimits: this.rateLimits, waited: this.waited };
	}

	/** Waits until a request may leave; its permit must be given back by {@link release}. */
	async acquire(): Promise<Permit> {
		let permit: Permit | undefined;
		this.count(1);
		try {
			return await this.inTurn(() => (permit = this.leave()));
		} finally {
			// (Who never leaves, since the execution was cancelled, gives nothing back.)
			if (permit === undefined) this.count(-1);
		}
	}

	/** Waits until a request could leave, for one that is made only then. */
	async ready(): Promise<void> {
		this.count(1);
		try {
			await this.inTurn(() => undefined);
		} finally {
			this.count(-1);
		}
	}

	/**
	 * Notes what became of a request; before its permit is given back.
	 *
	 * @param headers of its answer
	 */
	observe(permit: Permit, observation: Observation, headers: Headers = {}): void {
		const { limit } = this;
		const now = this.clock.now();
		const { counted } = permit;
		const isExpected = limit.window.observe(headers, now, observation.kind, counted);
		if (observation.kind === 'passed') {
			limit.concurrency.answered(limit.underWay, now, limit.window.isTold);
			this.pass(permit);
			return;
		}
		if (!isExpected && permit.halvings === limit.halvings) {
			limit.halvings++;
			limit.concurrency.halve();
		}
		if (observation.kind === 'limited') this.limited(permit, observation.asked, isExpected);
	}

	/** Gives back a permit. */
	release(permit: Permit): void {
		const { limit } = this;
		limit.underWay--;
		if (limit.first === permit) limit.first = undefined;
		this.count(-1);
		limit.wake?.();
	}

	/** Lets no request leave for that many milliseconds. */
	pause(milliseconds: number): void {
		const until = this.clock.now() + milliseconds;
		this.limit.pausedUntil = Math.max(this.limit.pausedUntil, until);
	}

	wait(milliseconds: number): void {
		if (this.waiting > 0) this.waited += milliseconds;
	}

	/** Lets all of this client through at once: nothing is sent any more. */
	close(): void {
		this.closed = true;
		this.limit.wake?.();
	}

	private count(by: number): void {
		const before = this.requests;
		this.requests += by;
		if (before === 0 || this.requests === 0) {
			this.limit.use(this, this.requests > 0, this.clock.now());
		}
	}

	private async inTurn<Result>(then: () => Result): Promise<Result> {
		const before = this.limit.queue;
		let done = () => {};
		this.limit.queue = new Promise((resolve) => {
			done = resolve;
		});
		this.waiting++;
		try {
			await before;
			await this.turn();
			return then();
		} finally {
			this.waiting--;
			done();
		}
	}

	private async turn(): Promise<void> {
		const { limit } = this;
		while (!this.closed) {
			if (limit.underWay >= limit.concurrency.limit || limit.first !== undefined) {
				await new Promise<void>((resolve) => {
					limit.wake = resolve;
				});
				continue;
			}
			const now = this.clock.now();
			const paused = limit.pausedUntil - now;
			const wait = Math.max(
				// (Another execution may wait longer than this one, which goes and is refused.)
				paused <= this.longestWait ? paused : 0,
				limit.lastLeft + limit.pace.interval - now,
				limit.window.waitFor(limit.underWay, now, this.longestWait),
			);
			if (wait <= 0) return;
			await this.clock.sleep(wait);
			// All that stand in line have waited.
			for (const user of limit.users) user.wait(wait);
		}
	}

	private leave(): Permit {
		const { limit } = this;
		const { limitsMet, halvings } = limit;
		limit.underWay++;
		limit.lastLeft = this.clock.now();
		const permit = { limitsMet, halvings, counted: limit.window.leave(limit.lastLeft) };
		limit.pace.leave(limit.lastLeft);
		limit.concurrency.leave(limit.lastLeft);
		if (limit.trying) limit.first = permit;
		return permit;
	}

	private limited({ limitsMet }: Permit, asked: number | undefined, isExpected: boolean): void {
		const { limit } = this;
		const exactly = this.exactly(asked);
		// It left before the others met the limit: it is the same one.
		if (limitsMet < limit.limitsMet) {
			this.pause(Math.min(exactly ?? 0, this.longestWait));
		} else {
			const wait = waitBeforeRetry(exactly, limit.limitsInARow, this.clock.random());
			this.pause(Math.min(wait, this.longestWait));
			if (isExpected) limit.pace.forget();
			else limit.pace.limit(limit.pausedUntil);
			limit.limitsMet++;
			limit.limitsInARow++;
			limit.trying = true;
		}
		if (limitsMet < this.limitsKnown) return;
		this.limitsKnown = limit.limitsMet;
		this.rateLimits++;
	}

	/** The wait that Braze asks for, which it rounds to seconds, as exactly as the window's end is known. */
	private exactly(asked: number | undefined): number | undefined {
		const untilEnd = this.limit.window.untilEnd(this.clock.now());
		const isRounded = asked !== undefined && Math.abs(asked - untilEnd) <= 1000;
		return isRounded && untilEnd > 0 ? untilEnd : asked;
	}

	private pass({ limitsMet }: Permit): void {
		const { limit } = this;
		if (limitsMet < limit.limitsMet) return;
		limit.limitsInARow = 0;
		limit.trying = false;
		limit.pace.pass();
	}
}
