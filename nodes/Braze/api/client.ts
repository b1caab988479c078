import { inSeconds } from '../model/wording';
import { Limiter, type Observation } from './limiter';
import { ended } from './message';
import type { RateLimit } from './rateLimit';
import type { Request } from './request';
import {
	classifyResponse,
	type HttpResult,
	type ResponseClass,
	type SentRequest,
} from './response';
import { askedWait, type Headers, retryAfter, type RetryPolicy, waitBeforeRetry } from './retry';

/** What a client needs from outside. Tests inject their own. */
export interface Transport {
	/** Scheme and host of the REST endpoint, for messages. */
	restEndpoint: string;
	/** Sends a request once. Rejects only if the execution is cancelled. */
	transmit: (request: Request) => Promise<HttpResult>;
	/** Rejects if the execution is cancelled. */
	sleep: (milliseconds: number) => Promise<void>;
	/** Milliseconds since 1970. */
	now: () => number;
	/** From 0 to 1. */
	random: () => number;
}

/** How a client sends. */
export interface ClientSettings extends RetryPolicy {
	/** The most requests under way at once. Fewer are used if more bring no more throughput. */
	parallelRequests: number;
}

/** A request, and how to send it. */
export interface Sending extends SentRequest {
	request: Request;
	/** Whether sending it twice changes nothing. */
	idempotent: boolean;
	/** How many of its objects would count twice; 1 by default. */
	objects?: number;
	/** How often its content was sent before, in other requests. The first wait grows with it. */
	earlierTries?: number;
}

/** What became of a request. */
export type SendResult =
	/** Braze took it; single objects may still have failed. */
	| { kind: 'taken'; body: unknown; headers: Headers }
	/**
	 * Refused because of its content; nothing was processed. `mayBeTaken`: an earlier try may have been taken,
	 * so what is refused now may have been done then.
	 */
	| { kind: 'refused'; message: string; status: number; body: unknown; mayBeTaken?: boolean }
	/** It is unknown whether Braze took it. `tries`: how often it was sent. */
	| { kind: 'unknown'; message: string; tries: number }
	/** Braze did not get it. */
	| { kind: 'failed'; message: string }
	/** Nothing more is sent: see {@link Client.stopReason}. */
	| { kind: 'stopped'; message: string };

type Failed = SendResult & { kind: 'failed' | 'stopped' };

/** Why a client sends nothing more. */
export interface StopReason {
	message: string;
	/** The response's status, if every request would get it. */
	status?: number;
	/** How long Braze asked to wait, in milliseconds; set if its rate limit is the reason. */
	retryAfterMs?: number;
}

/** A client's figures. */
interface Statistics {
	/** How many requests were sent, including retries. */
	requests: number;
	/** How many rate limits were met. Requests that meet one together count once. */
	rateLimits: number;
	/** How many milliseconds requests waited for a rate limit, or because the server asked to. */
	waited: number;
}

/**
 * Sends requests to Braze: the one place that retries, keeps to rate limits, and stops.
 *
 * - 429, 5xx and broken connections are retried. What Braze may have taken and would count twice is sent
 *   again only with `retryAmbiguous`.
 * - After a 429, all of the client's requests wait.
 * - A refusal that every request would get (401, 403, ...) stops the client, and so does a rate limit that
 *   outlasts the retry policy.
 */
export class Client {
	/** Why nothing more is sent; undefined while all goes well. */
	stopReason: StopReason | undefined;

	/** How many objects Braze may have counted twice: the failed try before may have been taken. */
	mayCountTwice = 0;

	private requests = 0;

	/** Whether the last request failed for good. Then each one gets a single try, until one succeeds. */
	private failing = false;

	private readonly limiter: Limiter;

	/** @param limit a rate limit shared with other clients; one of its own by default */
	constructor(
		private readonly transport: Transport,
		readonly settings: ClientSettings,
		limit?: RateLimit,
	) {
		const { parallelRequests, maxWait } = settings;
		this.limiter = new Limiter(transport, parallelRequests, maxWait, limit);
	}

	/** What has been sent, and what it waited for. */
	get statistics(): Statistics {
		return { requests: this.requests, ...this.limiter.statistics };
	}

	/** Milliseconds since 1970. */
	now(): number {
		return this.transport.now();
	}

	/** Waits this many milliseconds; rejects if the execution is cancelled. */
	async sleep(milliseconds: number): Promise<void> {
		await this.transport.sleep(milliseconds);
	}

	/**
	 * Runs `work` for each entry, for up to `parallelRequests` of them at once. Entries are generated one by one,
	 * and no earlier than a request can leave.
	 *
	 * @throws whatever `work` throws
	 */
	async forEach<Entry>(
		entries: Iterable<Entry>,
		work: (entry: Entry) => Promise<void>,
	): Promise<void> {
		const working = new Set<Promise<void>>();
		for (const entry of entries) {
			// (An entry that waits for a retry takes up a place here, but not in the limiter.)
			while (working.size >= this.settings.parallelRequests) await Promise.race(working);
			await this.limiter.ready();
			const done: Promise<void> = work(entry).then(() => void working.delete(done));
			// A failed entry stays in the set, where the race or `Promise.all` rejects with it.
			done.catch(() => undefined);
			working.add(done);
		}
		await Promise.all(working);
	}

	/** Waits this many milliseconds, unless the client has stopped; rejects if the execution is cancelled. */
	async rest(milliseconds: number): Promise<void> {
		if (this.stopReason === undefined) await this.transport.sleep(milliseconds);
	}

	/** Sends a request, with retries, until its result is settled. Rejects only if the execution is cancelled. */
	async send(sending: Sending): Promise<SendResult> {
		const { idempotent, objects = 1, earlierTries = 0 } = sending;
		const { maxRetries, maxWait, retryAmbiguous } = this.settings;
		if (earlierTries > 0) await this.wait(undefined, earlierTries - 1);
		// Once Braze may have taken a try, no later failure can prove that it has not.
		let mayBeTaken = false;
		const lost = (failed: Failed, tries: number): SendResult =>
			mayBeTaken ? { kind: 'unknown', message: failed.message, tries } : failed;
		for (let tries = earlierTries; ; tries++) {
			const tried = await this.try(sending);
			if (tried === undefined) return lost(this.notSent(), tries);
			const { result, responseClass } = tried;
			const { kind } = responseClass;
			if (kind === 'taken' || kind === 'refused') {
				const settled = this.settle(responseClass, result);
				return settled.kind === 'refused' && mayBeTaken ? { ...settled, mayBeTaken } : settled;
			}
			if (kind === 'denied') return lost(this.stop(responseClass), tries + 1);
			const { message } = responseClass;
			const exhausted = tries >= maxRetries;
			if (kind === 'busy') {
				const retryAfterMs = this.askedBy(result, responseClass) ?? 0;
				if (retryAfterMs <= maxWait && !exhausted) continue;
				const why =
					retryAfterMs > maxWait
						? `Braze asks to wait ${seconds(retryAfterMs)}, but the option "Max Wait" allows only ${seconds(maxWait)}`
						: `One request reached it ${tries + 1} times, and the option "Max Retries" allows no more`;
				return lost(this.stop({ message: `${ended(message)} ${why}.`, retryAfterMs }), tries + 1);
			}
			const { ambiguous } = responseClass;
			const countsTwice = ambiguous && !idempotent;
			if (countsTwice && !retryAmbiguous) {
				const why = 'It is unknown whether Braze accepted it, so it was not sent again';
				return { kind: 'unknown', message: `${ended(message)} ${why}`, tries: tries + 1 };
			}
			const isCounted = mayBeTaken || !countsTwice;
			mayBeTaken ||= ambiguous;
			if (this.failing || exhausted) {
				this.failing = true;
				return lost({ kind: 'failed', message: afterTries(message, tries + 1, result) }, tries + 1);
			}
			if (!isCounted) this.mayCountTwice += objects;
			await this.wait(this.askedBy(result, responseClass), tries);
		}
	}

	/** @returns undefined if the client stopped before the request could be sent */
	private async try(
		sending: Sending,
	): Promise<{ result: HttpResult; responseClass: ResponseClass } | undefined> {
		if (this.hasStopped()) return undefined;
		const permit = await this.limiter.acquire();
		try {
			if (this.hasStopped()) return undefined;
			this.requests++;
			const result = await this.transport.transmit(sending.request);
			const responseClass = this.classify(result, sending);
			const headers = result.kind === 'response' ? result.headers : {};
			this.limiter.observe(permit, this.observed(result, responseClass), headers);
			return { result, responseClass };
		} finally {
			this.limiter.release(permit);
		}
	}

	private hasStopped(): boolean {
		return this.stopReason !== undefined;
	}

	/** Never throws: a response that cannot be read must not fail other requests. */
	private classify(result: HttpResult, sending: Sending): ResponseClass {
		try {
			return classifyResponse(result, sending, this.transport.restEndpoint);
		} catch {
			return { kind: 'failed', ambiguous: true, message: "Braze's response could not be read" };
		}
	}

	private observed(result: HttpResult, responseClass: ResponseClass): Observation {
		if (responseClass.kind === 'failed') return { kind: 'failed' };
		if (responseClass.kind !== 'busy') return { kind: 'passed' };
		return { kind: 'limited', asked: this.askedBy(result, responseClass) };
	}

	/** How long a response asks to wait, in milliseconds; undefined if it does not. */
	private askedBy(result: HttpResult, { kind }: ResponseClass): number | undefined {
		if (result.kind === 'none') return undefined;
		return (kind === 'busy' ? askedWait : retryAfter)(result.headers, this.transport.now());
	}

	/** Waits after a failure. If the server says how long, all other requests wait as well. */
	private async wait(asked: number | undefined, failures: number): Promise<void> {
		const wait = waitBeforeRetry(asked, failures, this.transport.random());
		const milliseconds = Math.min(wait, this.settings.maxWait);
		if (asked !== undefined) return this.limiter.pause(milliseconds);
		await this.transport.sleep(milliseconds);
	}

	private settle(responseClass: ResponseClass, result: HttpResult): SendResult {
		this.failing = false;
		const { body, headers, status } =
			result.kind === 'response' ? result : { body: undefined, headers: {}, status: 0 };
		if (responseClass.kind === 'refused') {
			return { kind: 'refused', message: responseClass.message, status, body };
		}
		return { kind: 'taken', body, headers };
	}

	private stop({ message, status, retryAfterMs }: StopReason): Failed {
		this.stopReason ??= { message, status, retryAfterMs };
		this.limiter.close();
		return { kind: 'stopped', message };
	}

	private notSent(): Failed {
		return { kind: 'stopped', message: `Not sent: ${this.stopReason?.message ?? ''}` };
	}
}

/**
 * The message for a request that failed each time.
 *
 * @param tries how often it was sent
 */
function afterTries(message: string, tries: number, result: HttpResult): string {
	const times = tries === 1 ? 'once' : `${tries} times`;
	const isBrazes = result.kind === 'response' && result.status >= 500;
	return `${ended(message)} Tried ${times}.${isBrazes ? ' Run the items again later.' : ''}`;
}

function seconds(milliseconds: number): string {
	return inSeconds(Math.ceil(milliseconds / 1000));
}
