import { Concurrency } from './concurrency';
import type { Counted } from './countedLimit';
import { Pace } from './pace';
import { RateWindow } from './rateWindow';

/** Leave for one request to go. */
export interface Permit {
	/** The rate limits that had been met before it was given. */
	readonly limitsMet: number;
	/** How often requests under way had been halved before it was given. */
	readonly halvings: number;
	/** What it takes of the limit, as far as that is counted. */
	readonly counted?: Counted;
}

/** One that goes by a rate limit. */
export interface LimitUser {
	/** Requests that it may have under way at once. */
	readonly maximum: number;
	/** Notes so many milliseconds for those of its requests that wait. */
	wait: (milliseconds: number) => void;
}

/**
 * What is known about one rate limit of Braze's, and who goes by it: all executions of this process that
 * send with one API key to one endpoint, since the limit holds for all of them.
 */
export class RateLimit {
	/** Those with a request that waits or is under way. */
	readonly users = new Set<LimitUser>();

	/** When the last of them had none any more, in milliseconds since 1970. */
	unusedSince = -Infinity;

	underWay = 0;

	limitsMet = 0;

	halvings = 0;

	/** Limits met in a row, without a request that passed in between. */
	limitsInARow = 0;

	/** No request leaves before this time. */
	pausedUntil = 0;

	/** Whether one has to go first; `first` is it, while it is under way. */
	trying = false;

	first: Permit | undefined;

	lastLeft = -Infinity;

	queue: Promise<void> = Promise.resolve();

	wake: (() => void) | undefined;

	readonly concurrency = new Concurrency(0);

	readonly window: RateWindow;

	readonly pace: Pace;

	/** @param longestWait milliseconds between two requests, at most */
	constructor(longestWait: number) {
		this.window = new RateWindow(longestWait);
		this.pace = new Pace(longestWait);
	}

	/** Notes who has requests now: as many may be under way as all of them together want. */
	use(user: LimitUser, isUsed: boolean, now: number): void {
		if (isUsed) this.users.add(user);
		else this.users.delete(user);
		if (this.users.size === 0) this.unusedSince = now;
		this.concurrency.maximum = [...this.users].reduce((sum, { maximum }) => sum + maximum, 0);
	}
}
