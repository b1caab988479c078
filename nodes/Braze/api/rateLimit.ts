import { Concurrency } from './concurrency';
import type { Counted } from './countedLimit';
import { Pace } from './pace';
import { RateWindow } from './rateWindow';

/** Permission for one request to leave. */
export interface Permit {
	/** How many rate limits had been met before it was given. */
	readonly limitsMet: number;
	/** How often concurrency had been halved before it was given. */
	readonly halvings: number;
	/** What it takes of the limit, if requests are counted. */
	readonly counted?: Counted;
}

/** A client under a rate limit. */
export interface LimitUser {
	/** The most requests that it has under way at once. */
	readonly maximum: number;
	/** Adds to the time that its requests have waited. */
	wait: (milliseconds: number) => void;
}

/**
 * What is known about one of Braze's rate limits, and who is under it: all executions in this process that send
 * to one endpoint with one API key.
 */
export class RateLimit {
	/** Clients with a request that waits or is under way. */
	readonly users = new Set<LimitUser>();

	/** Since when there have been none, in milliseconds since 1970. */
	unusedSince = 0;

	underWay = 0;

	limitsMet = 0;

	halvings = 0;

	/** How many limits were met since a request last passed. */
	limitsInARow = 0;

	/** No request leaves before this time. */
	pausedUntil = 0;

	/** Whether one request has to go first. While it is under way, it is `first`. */
	trying = false;

	first: Permit | undefined;

	lastLeft = -Infinity;

	queue: Promise<void> = Promise.resolve();

	wake: (() => void) | undefined;

	readonly concurrency = new Concurrency(0);

	readonly window: RateWindow;

	readonly pace: Pace;

	/** @param longestWait the longest time between two requests, in milliseconds */
	constructor(longestWait: number) {
		this.window = new RateWindow(longestWait);
		this.pace = new Pace(longestWait);
	}

	/** Records whether a client has requests. All clients together may have the sum of their maximums under way. */
	use(user: LimitUser, isUsed: boolean, now: number): void {
		if (isUsed === this.users.has(user)) return;
		if (isUsed) this.users.add(user);
		else this.users.delete(user);
		if (this.users.size === 0) this.unusedSince = now;
		this.concurrency.maximum += isUsed ? user.maximum : -user.maximum;
	}
}
