import type { Reply, Verdict } from '../transport/reply';
import { judge } from '../transport/reply';
import type { RetryPolicy } from '../transport/retry';
import { waitBeforeRetry } from '../transport/retry';
import { readErrors } from './errors';
import type { Outcomes } from './outcomes';
import type { Leftovers } from './pack';
import { pack, tooLarge } from './pack';
import type { Endpoint, Group, Parcel, Piece, Wave } from './types';

/** What delivering needs from the world; n8n gives it in production, a test its own. */
export interface Courier {
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
export interface Halt {
	message: string;
	/** The answer's status, if it is one that every request would get. */
	status?: number;
	/** How long Braze asked to wait, in milliseconds; set if its rate limit is the reason. */
	retryAfterMs?: number;
}

/** Requests that may be spent on finding which object of a refused request is the bad one. */
const SEARCH_BUDGET = 200;

/**
 * Delivers waves of pieces, one wave after the other, and notes what became of each item: one bad
 * object never costs another one.
 *
 * - Objects that Braze names are rejected; the others are taken, or sent again without them.
 * - A request refused without a name is halved until the bad object is alone.
 * - A combined object that is refused is sent again part by part.
 * - 429, 5xx and broken connections are retried. What may have been taken and would count twice is
 *   resent only with `retryAmbiguous`.
 * - A refusal that would meet every request (401, 403, ...) stops the rest.
 *
 * @param halted why an earlier delivery stopped: then nothing is sent, and every item told so
 * @returns why it stopped early; undefined if everything was tried
 */
export async function deliver(
	waves: Iterable<Wave>,
	delivery: Delivery,
	courier: Courier,
	outcomes: Outcomes,
	halted?: Halt,
): Promise<Halt | undefined> {
	const run = new Run(delivery, courier, outcomes);
	run.halt = halted;
	for (const wave of waves) {
		let rest = await run.wave(wave);
		while (rest.length > 0) rest = await run.wave(rest);
	}
	return run.halt;
}

class Run {
	halt: Halt | undefined;

	/** No request leaves before this time: Braze's rate limit holds for all of them. */
	private pausedUntil = 0;

	/** After a request failed for good, the next ones get one try each until one succeeds. */
	private failing = false;

	private searches = 0;

	constructor(
		private readonly delivery: Delivery,
		private readonly courier: Courier,
		private readonly outcomes: Outcomes,
	) {}

	/** @returns the rests of groups that did not fit into one request */
	async wave(groups: Wave): Promise<Group[]> {
		const leftovers: Leftovers = { later: [], tooLarge: [] };
		const parcels = pack(groups, this.delivery.endpoint, leftovers);
		const worker = async () => {
			for (const parcel of parcels) await this.deliver(parcel);
		};
		await Promise.all(Array.from({ length: this.delivery.parallelRequests }, worker));
		for (const piece of leftovers.tooLarge) {
			this.outcomes.reject(piece, tooLarge(piece, this.delivery.endpoint.limits));
		}
		return leftovers.later;
	}

	private async deliver(parcel: Parcel): Promise<void> {
		let { pieces, body } = parcel;
		for (let attempt = 0; ; attempt++) {
			if (this.halt !== undefined) return this.reject(pieces, `Not sent: ${this.halt.message}`);
			await this.pause();
			const reply = await this.courier.post(this.delivery.endpoint, body);
			const verdict = judge(reply, this.delivery.permission);
			switch (verdict.kind) {
				case 'taken':
					this.failing = false;
					return await this.settle(pieces, reply);
				case 'refused':
					return await this.repair(pieces, reply, verdict.message);
				case 'denied':
					this.halt ??= { message: verdict.message, status: verdict.status };
					return this.reject(pieces, verdict.message);
				case 'busy': {
					const wait = this.waitAfter(verdict, reply, attempt);
					if (wait === undefined) return this.reject(pieces, verdict.message);
					this.pausedUntil = Math.max(this.pausedUntil, this.courier.now() + wait);
					break;
				}
				case 'failed': {
					const safe = this.withoutAmbiguous(pieces, verdict);
					if (safe.length === 0) return;
					const wait = this.waitAfter(verdict, reply, attempt);
					if (wait === undefined) return this.reject(safe, verdict.message);
					if (safe.length < pieces.length) ({ pieces, body } = this.repack(safe));
					await this.courier.sleep(wait);
				}
			}
		}
	}

	/** Rejects what Braze may have taken and must not get twice; gives what is left to resend. */
	private withoutAmbiguous(
		pieces: readonly Piece[],
		{ message, ambiguous }: Verdict & { kind: 'failed' },
	): readonly Piece[] {
		if (!ambiguous || this.delivery.retryAmbiguous) return pieces;
		const counting = pieces.filter((piece) => piece.counts);
		this.reject(
			counting,
			`${message}. It is not known whether Braze took it, so it was not sent again ("Retry When Unsure" is off).`,
		);
		return pieces.filter((piece) => !piece.counts);
	}

	/** @returns milliseconds until the next try; undefined if there is none */
	private waitAfter(verdict: Verdict, reply: Reply, attempt: number): number | undefined {
		const { maxRetries, maxWait } = this.delivery;
		const busy = verdict.kind === 'busy';
		const headers = busy && reply.kind === 'answer' ? reply.headers : undefined;
		const wait = waitBeforeRetry(headers, attempt, this.courier.now(), this.courier.random());
		if (busy && (wait > maxWait || attempt >= maxRetries)) {
			this.halt ??= { message: verdict.message, retryAfterMs: wait };
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
			const wait = this.pausedUntil - this.courier.now();
			if (wait <= 0) return;
			await this.courier.sleep(wait);
		}
	}

	private async settle(pieces: readonly Piece[], reply: Reply): Promise<void> {
		const named = this.named(pieces, reply);
		const { answerOf } = this.delivery.endpoint;
		if (answerOf !== undefined && reply.kind === 'answer') {
			const answer = answerOf(reply.body);
			for (const piece of pieces) if (!named.has(piece)) this.outcomes.note(piece, answer);
		}
		await this.rejectNamed(named);
	}

	private async repair(pieces: readonly Piece[], reply: Reply, message: string): Promise<void> {
		const named = this.named(pieces, reply);
		if (named.size > 0) {
			await this.rejectNamed(named);
			return await this.again(pieces.filter((piece) => !named.has(piece)));
		}
		if (pieces.length > 1 && this.searches < SEARCH_BUDGET) {
			this.searches += 2;
			const half = Math.ceil(pieces.length / 2);
			await this.again(pieces.slice(0, half));
			return await this.again(pieces.slice(half));
		}
		const [first] = pieces;
		if (pieces.length === 1 && first.parts !== undefined) return await this.sendParts(first);
		return this.reject(pieces, message);
	}

	private named(pieces: readonly Piece[], reply: Reply): Map<Piece, string> {
		if (reply.kind !== 'answer') return new Map();
		const errors = (this.delivery.endpoint.errorsOf ?? readErrors)(reply.body, pieces);
		const named = new Map<Piece, string>();
		for (const { piece, message } of errors) {
			const before = named.get(piece);
			named.set(piece, before === undefined ? message : `${before}; ${message}`);
		}
		return named;
	}

	private async rejectNamed(named: ReadonlyMap<Piece, string>): Promise<void> {
		for (const [piece, message] of named) {
			if (piece.parts === undefined) this.reject([piece], message);
			else await this.sendParts(piece);
		}
	}

	/** Takes a combined object apart: only the part that Braze refuses is lost. */
	private async sendParts(piece: Piece): Promise<void> {
		for (const part of piece.parts ?? []) await this.again([part]);
	}

	private async again(pieces: readonly Piece[]): Promise<void> {
		if (pieces.length > 0) await this.deliver(this.repack(pieces));
	}

	private repack(pieces: readonly Piece[]): Parcel {
		const leftovers: Leftovers = { later: [], tooLarge: [] };
		const [parcel] = pack([pieces], this.delivery.endpoint, leftovers);
		return parcel;
	}

	private reject(pieces: readonly Piece[], message: string): void {
		for (const piece of pieces) this.outcomes.reject(piece, `${piece.array}: ${message}`);
	}
}
