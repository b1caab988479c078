import { type LimitUser, type Permit, RateLimit } from './rateLimit';
import { type Headers, waitBeforeRetry } from './retry';

/** Time and randomness, injected so that tests control them. */
interface Clock {
	/** Milliseconds since 1970. */
	now: () => number;
	sleep: (milliseconds: number) => Promise<void>;
	/** From 0 to 1. */
	random: () => number;
}

/** What the limiter learns from a request that has ended. */
export type Observation =
	/** The rate limit let it pass, whatever else the response says. */
	| { kind: 'passed' }
	/** Status 429. `asked`: how long Braze asks to wait, in milliseconds. */
	| { kind: 'limited'; asked?: number }
	/** No response, or one that says nothing about the rate limit. */
	| { kind: 'failed' };

/**
 * Decides when a client's requests may leave: first come, first served among all clients that share the rate
 * limit.
 *
 * {@link Concurrency} finds how many can be under way, and {@link RateWindow} keeps to what Braze says about
 * its limit. After a 429 all wait. Then one goes first, and the others follow once it has passed, at a
 * {@link Pace} learned from earlier requests unless Braze states the limit. Requests that are under way
 * together also meet a limit together, which counts once.
 */
export class Limiter implements LimitUser {
	/** How many requests wait or are under way. */
	private requests = 0;

	private waiting = 0;

	private waited = 0;

	private rateLimits = 0;

	/** How many limits the shared rate limit had counted when this client last met one. */
	private limitsKnown = 0;

	private closed = false;

	/**
	 * @param maximum the most requests under way at once
	 * @param longestWait in milliseconds; the client stops if Braze asks for more
	 * @param limit shared with other clients; one of its own by default
	 */
	constructor(
		private readonly clock: Clock,
		readonly maximum: number,
		private readonly longestWait: number,
		private readonly limit = new RateLimit(longestWait),
	) {}

	/** How often a rate limit was met, and for how many milliseconds requests waited. */
	get statistics(): { rateLimits: number; waited: number } {
		return { rateLimits: this.rateLimits, waited: this.waited };
	}

	/** Waits until a request may leave. Its permit must go back to {@link release}. */
	async acquire(): Promise<Permit> {
		let permit: Permit | undefined;
		this.count(1);
		try {
			return await this.inTurn(() => (permit = this.leave()));
		} finally {
			// (If the execution was cancelled, there is no permit to give back.)
			if (permit === undefined) this.count(-1);
		}
	}

	/** Waits until a request could leave, so that it is built no earlier than needed. */
	async ready(): Promise<void> {
		this.count(1);
		try {
			await this.inTurn(() => undefined);
		} finally {
			this.count(-1);
		}
	}

	/**
	 * Records what became of a request. Call it before {@link release}.
	 *
	 * @param headers of the response
	 */
	observe(permit: Permit, observation: Observation, headers: Headers = {}): void {
		const { limit } = this;
		const now = this.clock.now();
		const { counted } = permit;
		const isExpected = limit.window.observe(headers, now, observation.kind, counted);
		if (observation.kind === 'passed') {
			limit.concurrency.pass(limit.underWay, now, limit.window.isAnnounced);
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

	/** Holds back all requests for this many milliseconds. */
	pause(milliseconds: number): void {
		const until = this.clock.now() + milliseconds;
		this.limit.pausedUntil = Math.max(this.limit.pausedUntil, until);
	}

	wait(milliseconds: number): void {
		if (this.waiting > 0) this.waited += milliseconds;
	}

	/** Ends all of this client's waits, because it sends nothing more. */
	close(): void {
		this.closed = true;
		this.limit.wake?.();
	}

	private count(by: number): void {
		this.requests += by;
		this.limit.use(this, this.requests > 0, this.clock.now());
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
				// (If another execution accepts a longer wait, this one's request leaves and is refused.)
				paused <= this.longestWait ? paused : 0,
				limit.lastLeft + limit.pace.interval - now,
				limit.window.waitFor(limit.underWay, now, this.longestWait),
			);
			if (wait <= 0) return;
			await this.clock.sleep(wait);
			// Only the first in line sleeps, but all of them have waited.
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
		// It left before others met the limit, so this is the same limit.
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

	/** Braze rounds the wait to seconds. If the window's end is known more exactly, that counts. */
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
