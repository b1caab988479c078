import type { Reply, ResponseClass } from '../api/response';
import { classifyResponse } from '../api/response';
import type { RetryPolicy } from '../api/retry';
import { waitBeforeRetry } from '../api/retry';
import { readErrors } from './errors';
import type { Outcomes } from './outcomes';
import type { Leftovers } from './pack';
import { pack, tooLarge } from './pack';
import type { Endpoint, Group, RequestBatch, RequestObject, Stage } from './types';

/** What delivering needs from the world; n8n gives it in production, a test its own. */
export interface Client {
	/** Sends one body and gives what came back; rejects only if the execution is cancelled. */
	post: (endpoint: Endpoint, body: string) => Promise<Reply>;
	/** Waits that many milliseconds; rejects if the execution is cancelled. */
	sleep: (milliseconds: number) => Promise<void>;
	now: () => number;
	random: () => number;
}

/** How to deliver. */
export interface Delivery extends RetryPolicy {
	endpoint: Endpoint;
	/** The API key permission that the endpoint asks for. */
	permission: string;
	/** Requests under way at once. */
	parallelRequests: number;
}

/** Why delivering stopped before its end. */
export interface StopReason {
	message: string;
	/** The answer's status, if it is one that every request would get. */
	status?: number;
	/** How long Braze asked to wait, in milliseconds; set if its rate limit is the reason. */
	retryAfterMs?: number;
}

/** Requests that may be spent on finding which object of a refused request is the bad one. */
const SEARCH_BUDGET = 200;

/**
 * Delivers stages of objects, one stage after the other, and notes what became of each item: one bad
 * object never costs another one.
 *
 * - Objects that Braze names are rejected; the others are taken, or sent again without them.
 * - A request refused without a name is halved until the bad object is alone.
 * - A combined object that is refused is sent again part by part.
 * - 429, 5xx and broken connections are retried. What may have been taken and would count twice is
 *   resent only with `retryAmbiguous`.
 * - A refusal that would meet every request (401, 403, ...) stops the rest.
 *
 * @param stopped why an earlier delivery stopped: then nothing is sent, and every item told so
 * @returns why it stopped early; undefined if everything was tried
 */
export async function deliver(
	stages: Iterable<Stage>,
	delivery: Delivery,
	client: Client,
	outcomes: Outcomes,
	stopped?: StopReason,
): Promise<StopReason | undefined> {
	const run = new Run(delivery, client, outcomes);
	run.stopReason = stopped;
	for (const stage of stages) {
		let rest = await run.stage(stage);
		while (rest.length > 0) rest = await run.stage(rest);
	}
	return run.stopReason;
}

class Run {
	stopReason: StopReason | undefined;

	/** No request leaves before this time: Braze's rate limit holds for all of them. */
	private pausedUntil = 0;

	/** After a request failed for good, the next ones get one try each until one succeeds. */
	private failing = false;

	private searches = 0;

	constructor(
		private readonly delivery: Delivery,
		private readonly client: Client,
		private readonly outcomes: Outcomes,
	) {}

	/** @returns the rests of groups that did not fit into one request */
	async stage(groups: Stage): Promise<Group[]> {
		const leftovers: Leftovers = { later: [], tooLarge: [] };
		const batches = pack(groups, this.delivery.endpoint, leftovers);
		const worker = async () => {
			for (const batch of batches) await this.deliver(batch);
		};
		await Promise.all(Array.from({ length: this.delivery.parallelRequests }, worker));
		for (const object of leftovers.tooLarge) {
			this.outcomes.reject(object, tooLarge(object, this.delivery.endpoint.limits));
		}
		return leftovers.later;
	}

	private async deliver(batch: RequestBatch): Promise<void> {
		let { objects, body } = batch;
		for (let attempt = 0; ; attempt++) {
			if (this.stopReason !== undefined)
				return this.reject(objects, `Not sent: ${this.stopReason.message}`);
			await this.pause();
			const reply = await this.client.post(this.delivery.endpoint, body);
			const responseClass = classifyResponse(reply, this.delivery.permission);
			switch (responseClass.kind) {
				case 'taken':
					this.failing = false;
					return await this.settle(objects, reply);
				case 'refused':
					return await this.repair(objects, reply, responseClass.message);
				case 'denied':
					this.stopReason ??= { message: responseClass.message, status: responseClass.status };
					return this.reject(objects, responseClass.message);
				case 'busy': {
					const wait = this.waitAfter(responseClass, reply, attempt);
					if (wait === undefined) return this.reject(objects, responseClass.message);
					this.pausedUntil = Math.max(this.pausedUntil, this.client.now() + wait);
					break;
				}
				case 'failed': {
					const safe = this.withoutAmbiguous(objects, responseClass);
					if (safe.length === 0) return;
					const wait = this.waitAfter(responseClass, reply, attempt);
					if (wait === undefined) return this.reject(safe, responseClass.message);
					if (safe.length < objects.length) ({ objects, body } = this.repack(safe));
					await this.client.sleep(wait);
				}
			}
		}
	}

	/** Rejects what Braze may have taken and must not get twice; gives what is left to resend. */
	private withoutAmbiguous(
		objects: readonly RequestObject[],
		{ message, ambiguous }: ResponseClass & { kind: 'failed' },
	): readonly RequestObject[] {
		if (!ambiguous || this.delivery.retryAmbiguous) return objects;
		const counting = objects.filter((object) => !object.idempotent);
		this.reject(
			counting,
			`${message}. It is not known whether Braze took it, so it was not sent again ("Retry When Unsure" is off).`,
		);
		return objects.filter((object) => object.idempotent);
	}

	/** @returns milliseconds until the next try; undefined if there is none */
	private waitAfter(
		responseClass: ResponseClass,
		reply: Reply,
		attempt: number,
	): number | undefined {
		const { maxRetries, maxWait } = this.delivery;
		const busy = responseClass.kind === 'busy';
		const headers = busy && reply.kind === 'answer' ? reply.headers : undefined;
		const wait = waitBeforeRetry(headers, attempt, this.client.now(), this.client.random());
		if (busy && (wait > maxWait || attempt >= maxRetries)) {
			this.stopReason ??= { message: responseClass.message, retryAfterMs: wait };
			return undefined;
		}
		if (!busy && (this.failing || attempt >= maxRetries)) {
			this.failing = true;
			return undefined;
		}
		return Math.min(wait, maxWait);
	}

	private async pause(): Promise<void> {
		for (;;) {
			const wait = this.pausedUntil - this.client.now();
			if (wait <= 0) return;
			await this.client.sleep(wait);
		}
	}

	private async settle(objects: readonly RequestObject[], reply: Reply): Promise<void> {
		const named = this.named(objects, reply);
		const { answerOf } = this.delivery.endpoint;
		if (answerOf !== undefined && reply.kind === 'answer') {
			const answer = answerOf(reply.body);
			for (const object of objects) if (!named.has(object)) this.outcomes.note(object, answer);
		}
		await this.rejectNamed(named);
	}

	private async repair(
		objects: readonly RequestObject[],
		reply: Reply,
		message: string,
	): Promise<void> {
		const named = this.named(objects, reply);
		if (named.size > 0) {
			await this.rejectNamed(named);
			return await this.again(objects.filter((object) => !named.has(object)));
		}
		if (objects.length > 1 && this.searches < SEARCH_BUDGET) {
			this.searches += 2;
			const half = Math.ceil(objects.length / 2);
			await this.again(objects.slice(0, half));
			return await this.again(objects.slice(half));
		}
		const [first] = objects;
		if (objects.length === 1 && first.parts !== undefined) return await this.sendParts(first);
		return this.reject(objects, message);
	}

	private named(objects: readonly RequestObject[], reply: Reply): Map<RequestObject, string> {
		if (reply.kind !== 'answer') return new Map();
		const errors = (this.delivery.endpoint.errorsOf ?? readErrors)(reply.body, objects);
		const named = new Map<RequestObject, string>();
		for (const { object, message } of errors) {
			const before = named.get(object);
			named.set(object, before === undefined ? message : `${before}; ${message}`);
		}
		return named;
	}

	private async rejectNamed(named: ReadonlyMap<RequestObject, string>): Promise<void> {
		for (const [object, message] of named) {
			if (object.parts === undefined) this.reject([object], message);
			else await this.sendParts(object);
		}
	}

	/** Takes a combined object apart: only the part that Braze refuses is lost. */
	private async sendParts(object: RequestObject): Promise<void> {
		for (const part of object.parts ?? []) await this.again([part]);
	}

	private async again(objects: readonly RequestObject[]): Promise<void> {
		if (objects.length > 0) await this.deliver(this.repack(objects));
	}

	private repack(objects: readonly RequestObject[]): RequestBatch {
		const leftovers: Leftovers = { later: [], tooLarge: [] };
		const [batch] = pack([objects], this.delivery.endpoint, leftovers);
		return batch;
	}

	private reject(objects: readonly RequestObject[], message: string): void {
		for (const object of objects) this.outcomes.reject(object, `${object.array}: ${message}`);
	}
}
