import { Limiter, type Observation } from './limiter';
import { ended } from './message';
import type { RateLimit } from './rateLimit';
import type { Request } from './request';
import { type Asked, classifyResponse, type Reply, type ResponseClass } from './response';
import { askedWait, type Headers, retryAfter, type RetryPolicy, waitBeforeRetry } from './retry';

/** What a client needs from the world; n8n gives it in production, a test its own. */
export interface Transport {
	/** Scheme and host of the REST endpoint, for messages. */
	restEndpoint: string;
	/** Sends a request once and gives what came back; rejects only if the execution is cancelled. */
	transmit: (request: Request) => Promise<Reply>;
	/** Waits that many milliseconds; rejects if the execution is cancelled. */
	sleep: (milliseconds: number) => Promise<void>;
	/** Milliseconds since 1970. */
	now: () => number;
	/** From 0 to 1. */
	random: () => number;
}

/** How a client sends. */
export interface ClientSettings extends RetryPolicy {
	/** Requests under way at once, at most; as many as bring more are used. */
	parallelRequests: number;
}

/** A request, and what the client must know about it. */
export interface Sending extends Asked {
	request: Request;
	/** Whether sending it twice changes nothing. */
	idempotent: boolean;
	/** Objects in it that would count twice; 1 by default. */
	objects?: number;
	/** Times that its content was sent before, in another request: the first wait grows by them. */
	earlierTries?: number;
}

/** What became of a request. */
export type Answer =
	/** Braze took it; single objects may still have failed. */
	| { kind: 'taken'; body: unknown; headers: Headers }
	/**
	 * Refused because of what it holds; nothing was processed. `mayBeTaken`: it was sent before, without
	 * a clear answer, so that what is refused may be done.
	 */
	| { kind: 'refused'; message: string; status: number; body: unknown; mayBeTaken?: boolean }
	/** It is not known whether Braze took it. `tries`: times that it was sent. */
	| { kind: 'unknown'; message: string; tries: number }
	/** Braze did not get it. */
	| { kind: 'failed'; message: string }
	/** Nothing more is sent: see {@link Client.stopReason}. */
	| { kind: 'stopped'; message: string };

type Failed = Answer & { kind: 'failed' | 'stopped' };

/** Why a client sends nothing more. */
export interface StopReason {
	message: string;
	/** The answer's status, if it is one that every request would get. */
	status?: number;
	/** How long Braze asked to wait, in milliseconds; set if its rate limit is the reason. */
	retryAfterMs?: number;
}

/** A client's figures. */
export interface Statistics {
	/** Requests that left, those that were sent again included. */
	requests: number;
	/** Rate limits met; several requests that meet one together count once. */
	rateLimits: number;
	/** Milliseconds in which no request left because of a rate limit or what the server asked for. */
	waited: number;
}

/**
 * Sends requests to Braze: the one place that retries, keeps to rate limits, and stops.
 *
 * - 429, 5xx and broken connections are retried. What Braze may have taken, and would count twice, is
 *   sent again only with `retryAmbiguous`.
 * - A rate limit holds for all requests of the client.
 * - A refusal that every request would meet (401, 403, ...), or a rate limit that outlasts the policy,
 *   stops the client.
 */
export class Client {
	/** Why nothing more is sent; undefined while all goes well. */
	stopReason: StopReason | undefined;

	/** Objects that Braze may have counted twice: sent again after a failure that may have been none. */
	mayCountTwice = 0;

	private requests = 0;

	/** After a request failed for good, the next ones get one try each until one succeeds. */
	private failing = false;

	private readonly limiter: Limiter;

	/** @param limit what other clients know about the rate limit, too; one of its own by default */
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

	/** Waits that many milliseconds; rejects if the execution is cancelled. */
	async sleep(milliseconds: number): Promise<void> {
		await this.transport.sleep(milliseconds);
	}

	/**
	 * Does work on each entry, as many at once as requests may be under way. Entries are made one by one:
	 * one waits until its request can leave, and then the next one is made.
	 *
	 * @throws what work throws
	 */
	async forEach<Entry>(
		entries: Iterable<Entry>,
		work: (entry: Entry) => Promise<void>,
	): Promise<void> {
		const working = new Set<Promise<void>>();
		for (const entry of entries) {
			// Those that wait before they are sent again keep no other one from being sent.
			while (working.size >= this.settings.parallelRequests) await Promise.race(working);
			await this.limiter.ready();
			const done: Promise<void> = work(entry).then(() => void working.delete(done));
			// What fails stays, and is met above or below.
			done.catch(() => undefined);
			working.add(done);
		}
		await Promise.all(working);
	}

	/** Waits that many milliseconds, unless nothing is sent any more; rejects if the execution is cancelled. */
	async rest(milliseconds: number): Promise<void> {
		if (this.stopReason === undefined) await this.transport.sleep(milliseconds);
	}

	/** Sends a request until it is known what became of it; rejects only if the execution is cancelled. */
	async send(sending: Sending): Promise<Answer> {
		const { idempotent, objects = 1, earlierTries = 0 } = sending;
		const { maxRetries, maxWait, retryAmbiguous } = this.settings;
		if (earlierTries > 0) await this.wait(undefined, earlierTries - 1);
		// Once Braze may have taken it, nothing that happens later says that it did not.
		let mayBeTaken = false;
		const lost = (answer: Failed, tries: number): Answer =>
			mayBeTaken ? { kind: 'unknown', message: answer.message, tries } : answer;
		for (let tries = earlierTries; ; tries++) {
			const tried = await this.try(sending);
			if (tried === undefined) return lost(this.notSent(), tries);
			const { reply, responseClass } = tried;
			const { kind } = responseClass;
			if (kind === 'taken' || kind === 'refused') {
				const answer = this.answered(responseClass, reply);
				return answer.kind === 'refused' && mayBeTaken ? { ...answer, mayBeTaken } : answer;
			}
			if (kind === 'denied') return lost(this.stop(responseClass), tries + 1);
			const { message } = responseClass;
			const exhausted = tries >= maxRetries;
			if (kind === 'busy') {
				const retryAfterMs = this.askedBy(reply, responseClass) ?? 0;
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
				return lost({ kind: 'failed', message: afterTries(message, tries + 1, reply) }, tries + 1);
			}
			if (!isCounted) this.mayCountTwice += objects;
			await this.wait(this.askedBy(reply, responseClass), tries);
		}
	}

	/** @returns undefined if the client stopped before it could be sent */
	private async try(
		sending: Sending,
	): Promise<{ reply: Reply; responseClass: ResponseClass } | undefined> {
		if (this.hasStopped()) return undefined;
		const permit = await this.limiter.acquire();
		try {
			if (this.hasStopped()) return undefined;
			this.requests++;
			const reply = await this.transport.transmit(sending.request);
			const responseClass = this.classify(reply, sending);
			const headers = reply.kind === 'answer' ? reply.headers : {};
			this.limiter.observe(permit, this.observed(reply, responseClass), headers);
			return { reply, responseClass };
		} finally {
			this.limiter.release(permit);
		}
	}

	private hasStopped(): boolean {
		return this.stopReason !== undefined;
	}

	/** Whatever the answer holds: it costs no other request anything. */
	private classify(reply: Reply, sending: Sending): ResponseClass {
		try {
			return classifyResponse(reply, sending, this.transport.restEndpoint);
		} catch {
			return { kind: 'failed', ambiguous: true, message: "Braze's response could not be read" };
		}
	}

	private observed(reply: Reply, responseClass: ResponseClass): Observation {
		if (responseClass.kind === 'failed') return { kind: 'failed' };
		if (responseClass.kind !== 'busy') return { kind: 'passed' };
		return { kind: 'limited', asked: this.askedBy(reply, responseClass) };
	}

	/** How long an answer asks to wait, in milliseconds; undefined if it does not. */
	private askedBy(reply: Reply, { kind }: ResponseClass): number | undefined {
		if (reply.kind === 'none') return undefined;
		return (kind === 'busy' ? askedWait : retryAfter)(reply.headers, this.transport.now());
	}

	/** Waits after a failure; if the server says how long, the other requests wait with it. */
	private async wait(asked: number | undefined, failures: number): Promise<void> {
		const wait = waitBeforeRetry(asked, failures, this.transport.random());
		const milliseconds = Math.min(wait, this.settings.maxWait);
		if (asked !== undefined) return this.limiter.pause(milliseconds);
		await this.transport.sleep(milliseconds);
	}

	private answered(responseClass: ResponseClass, reply: Reply): Answer {
		this.failing = false;
		const { body, headers, status } =
			reply.kind === 'answer' ? reply : { body: undefined, headers: {}, status: 0 };
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
 * What to say of a request that failed each time.
 *
 * @param tries how often it was tried
 */
function afterTries(message: string, tries: number, reply: Reply): string {
	const times = tries === 1 ? 'once' : `${tries} times`;
	const isBrazes = reply.kind === 'answer' && reply.status >= 500;
	return `${ended(message)} Tried ${times}.${isBrazes ? ' Run the items again later.' : ''}`;
}

function seconds(milliseconds: number): string {
	const number = Math.ceil(milliseconds / 1000);
	return number === 1 ? '1 second' : `${number} seconds`;
}
