import type { Answer, Client } from '../api/client';
import { readErrors } from './errors';
import type { Outcomes } from './outcomes';
import type { Leftovers } from './pack';
import { pack, tooLarge } from './pack';
import type { Endpoint, Group, RequestBatch, RequestObject, Stage } from './types';

/** What to deliver to. */
export interface Delivery {
	endpoint: Endpoint;
	/** The API key permission that the endpoint asks for. */
	permission: string;
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
 * - What Braze may have taken already is sent again as the client's settings allow: without them only
 *   the objects that are idempotent.
 */
export async function deliver(
	stages: Iterable<Stage>,
	delivery: Delivery,
	client: Client,
	outcomes: Outcomes,
): Promise<void> {
	const run = new Run(delivery, client, outcomes);
	for (const stage of stages) {
		let rest = await run.stage(stage);
		while (rest.length > 0) rest = await run.stage(rest);
	}
}

class Run {
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
		await this.client.forEach(batches, async (batch) => await this.deliver(batch));
		for (const object of leftovers.tooLarge) {
			this.outcomes.reject(object, tooLarge(object, this.delivery.endpoint.limits));
		}
		return leftovers.later;
	}

	private async deliver({ objects, body }: RequestBatch, earlierTries = 0): Promise<void> {
		const { endpoint, permission } = this.delivery;
		const answer = await this.client.send({
			request: { method: endpoint.method, path: endpoint.path, body },
			permission,
			idempotent: objects.every(({ idempotent }) => idempotent),
			earlierTries,
		});
		switch (answer.kind) {
			case 'taken':
				return await this.taken(objects, answer.body);
			case 'refused':
				return await this.repair(objects, answer.body, answer.message);
			case 'unknown':
				return await this.unknown(objects, answer);
			default:
				return this.reject(objects, answer.message);
		}
	}

	/** Braze may have taken it: only what does not count twice is sent again. */
	private async unknown(
		objects: readonly RequestObject[],
		{ message, tries }: Answer & { kind: 'unknown' },
	): Promise<void> {
		const resent = this.client.settings.retryAmbiguous;
		const safe = objects.filter(({ idempotent }) => idempotent);
		if (resent || safe.length === objects.length) return this.reject(objects, message);
		const counting = objects.filter(({ idempotent }) => !idempotent);
		this.reject(counting, `${message} ("Retry When Unsure" is off).`);
		if (safe.length > 0) await this.deliver(this.repack(safe), tries);
	}

	private async taken(objects: readonly RequestObject[], body: unknown): Promise<void> {
		const named = this.named(objects, body);
		const { answerOf } = this.delivery.endpoint;
		if (answerOf !== undefined) {
			const answer = answerOf(body);
			for (const object of objects) if (!named.has(object)) this.outcomes.note(object, answer);
		}
		await this.rejectNamed(named);
	}

	private async repair(
		objects: readonly RequestObject[],
		body: unknown,
		message: string,
	): Promise<void> {
		const named = this.named(objects, body);
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

	private named(objects: readonly RequestObject[], body: unknown): Map<RequestObject, string> {
		const errors = (this.delivery.endpoint.errorsOf ?? readErrors)(body, objects);
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
