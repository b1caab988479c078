import type { Client, SendResult } from '../api/client';
import { cut, explain, LONGEST_TEXT } from '../api/message';
import type { Capacity } from './capacity';
import { complaintOf, fewComplaints, readErrors } from './errors';
import type { Outcomes } from './outcomes';
import { rounds } from './pack';
import { withoutRefusedContact } from './refusedContact';
import type { Spacing } from './spacing';
import type {
	Endpoint,
	ObjectError,
	RequestBatch,
	RequestObject,
	ResponseErrors,
	Stage,
} from './types';

/** Where to deliver to, and under which limits. */
export interface Delivery {
	endpoint: Endpoint;
	/** The API key permission that the endpoint requires. */
	permission: string;
	/** How much a request may hold; it learns from refusals. */
	capacity: Capacity;
	/** Spaces stages out, where Braze drops requests that follow too soon. */
	spacing?: Spacing;
}

/** Stands in for an error response that cannot be read. */
const NOTHING_NAMED = { named: new Map<RequestObject, ObjectError>(), withAll: undefined };

/** How many requests may be spent on finding the bad object in a refused request. */
const SEARCH_BUDGET = 200;

/**
 * How Braze says that a request has too many objects.
 * Sources: https://www.braze.com/docs/api/errors/, https://www.braze.com/docs/api/endpoints/user_data/post_users_merge/
 */
const TOO_MANY =
	/max input length exceeded|max number of .+ per request was exceeded|may not contain more than \d+/i;

/**
 * Delivers stages of objects one after the other and records what became of each item. A bad object
 * never costs a good one:
 *
 * - Objects that Braze names in its errors are refused; the others are taken, or sent again without them.
 * - A request refused for its size is split, and later requests are smaller from the start.
 * - A request refused without naming an object is halved until the bad object is alone.
 * - A refused object that several items were combined into is sent again part by part.
 * - An object refused for its email or phone is sent again without it.
 * - Objects that Braze may already have taken are sent again only if they are idempotent, or if the
 *   settings allow it. The fate of the others stays unknown.
 */
export async function deliver(
	stages: Iterable<Stage>,
	delivery: Delivery,
	client: Client,
	outcomes: Outcomes,
): Promise<void> {
	const run = new Run(delivery, client, outcomes);
	for (const stage of stages) {
		await delivery.spacing?.wait(client);
		for (const round of run.rounds(stage)) {
			await client.forEach(round, async (batch) => await run.deliver(batch));
		}
	}
}

class Run {
	private searches = 0;

	constructor(
		private readonly delivery: Delivery,
		private readonly client: Client,
		private readonly outcomes: Outcomes,
	) {}

	rounds(stage: Stage): Iterable<Iterable<RequestBatch>> {
		const { endpoint, capacity } = this.delivery;
		return rounds(stage, endpoint, capacity, (object, message) => this.refuse([object], message));
	}

	async deliver({ objects, body }: RequestBatch, earlierTries = 0): Promise<void> {
		const { endpoint, permission } = this.delivery;
		const { method, path, responseKey } = endpoint;
		const counting = objects.filter(({ idempotent }) => !idempotent).length;
		const result = await this.client.send({
			request: { method, path, body, responseKey },
			permission,
			idempotent: counting === 0,
			objects: counting,
			earlierTries,
		});
		switch (result.kind) {
			case 'taken':
				return await this.take(objects, result.body);
			case 'refused':
				return await this.repair({ objects, body }, result);
			case 'unknown':
				return await this.resend(objects, result);
			default:
				return this.refuseAll(objects, result.message);
		}
	}

	/** Braze may have taken the request: only objects that cannot count twice are sent again. */
	private async resend(
		objects: readonly RequestObject[],
		{ message, tries }: SendResult & { kind: 'unknown' },
	): Promise<void> {
		const resent = this.client.settings.retryAmbiguous;
		const safe = objects.filter(({ idempotent }) => idempotent);
		if (resent || safe.length === objects.length) {
			for (const object of objects) this.outcomes.leaveUnknown(object, cut(message));
			return;
		}
		const counting = objects.filter(({ idempotent }) => !idempotent);
		this.leaveUnknown(counting, `${message} ("Send Again If Unsure" is off).`);
		await this.again(safe, tries);
	}

	private async take(objects: readonly RequestObject[], body: unknown): Promise<void> {
		const errors = this.readErrors(objects, body);
		if (errors === undefined) {
			const message = "Braze's response could not be read, so it is unknown what it accepted.";
			for (const object of objects) this.outcomes.leaveUnknown(object, message);
			return;
		}
		const { named, unnamed, undone } = errors;
		if (undone !== undefined) return this.refuseAll(objects, undone);
		const complaint = complaintOf(body);
		const complaints = fewComplaints(complaint === undefined ? unnamed : [complaint, ...unnamed]);
		const [first] = objects;
		if (complaints.length > 0 && objects.length === 1 && named.size === 0) {
			return await this.refuseOne(first, complaints.join('; '));
		}
		const output = this.delivery.endpoint.outputOf?.(body, objects);
		for (const object of objects) {
			if (named.has(object)) continue;
			if (complaint !== undefined && named.size === 0) {
				// The complaint may be about any of the objects, or all of them.
				this.outcomes.leaveUnknown(
					object,
					`${this.nameOf(object)}: it is unknown whether Braze accepted it; its message for the whole request was: ${complaints.map(cut).join('; ')}`,
				);
				continue;
			}
			this.outcomes.take(object, output);
			for (const one of complaints) {
				this.outcomes.warn(object, `Braze accepted the request with a message: ${cut(one)}`);
			}
		}
		for (const [object, { message }] of named) await this.refuseOne(object, message);
	}

	private async repair(
		{ objects, body }: RequestBatch,
		{ message, status, body: response }: SendResult & { kind: 'refused' },
	): Promise<void> {
		const { named, withAll } = this.readErrors(objects, response) ?? NOTHING_NAMED;
		if (withAll !== undefined) return this.refuseAll(objects, withAll);
		if (named.size > 0) {
			for (const [object, error] of named) await this.refuseOne(object, error.message);
			return await this.again(objects.filter((object) => !named.has(object)));
		}
		if (objects.length === 1) return await this.refuseOne(objects[0], message);
		const { capacity } = this.delivery;
		if (TOO_MANY.test(message)) {
			capacity.refuseObjects(objects.length);
			return await this.again(objects);
		}
		if (status === 413) {
			capacity.refuseBytes(Buffer.byteLength(body));
			return await this.halve(objects);
		}
		if (this.searches < SEARCH_BUDGET) {
			this.searches += 2;
			return await this.halve(objects);
		}
		const { length } = objects;
		this.refuse(
			objects,
			`Braze rejected a request with ${length} objects without saying which of them is wrong: ${message}`,
		);
	}

	/** @returns undefined for a response that cannot be read, so that it costs no other request anything */
	private readErrors(objects: readonly RequestObject[], body: unknown) {
		try {
			return this.errorsIn(objects, body);
		} catch {
			return undefined;
		}
	}

	private errorsIn(objects: readonly RequestObject[], body: unknown) {
		const read = this.delivery.endpoint.errorsOf ?? readErrors;
		const { named: errors, unnamed, withAll, undone } = read(body, objects);
		const named = new Map<RequestObject, ResponseErrors['named'][number]>();
		for (const error of errors) {
			const before = named.get(error.object);
			if (before !== undefined && before.message.length > LONGEST_TEXT) continue;
			named.set(
				error.object,
				before === undefined ? error : { ...error, message: `${before.message}; ${error.message}` },
			);
		}
		return { named, unnamed, withAll, undone };
	}

	/** Splits a combined object into its parts, so that only the part that Braze refuses is lost. */
	private async refuseOne(object: RequestObject, message: string): Promise<void> {
		if (object.parts !== undefined) {
			for (const part of object.parts) await this.again([part]);
			return;
		}
		const reduced = withoutRefusedContact(object, message);
		if (reduced === undefined) return this.refuse([object], message);
		for (const item of object.items) this.outcomes.leaveOut(item, reduced.leftOut);
		await this.again([reduced.object]);
	}

	private async halve(objects: readonly RequestObject[]): Promise<void> {
		const half = Math.ceil(objects.length / 2);
		await this.again(objects.slice(0, half));
		await this.again(objects.slice(half));
	}

	private async again(objects: readonly RequestObject[], earlierTries = 0): Promise<void> {
		for (const round of this.rounds([objects])) {
			for (const batch of round) await this.deliver(batch, earlierTries);
		}
	}

	/** For a refusal that is about none of the objects, such as a bad API key: no object is named. */
	private refuseAll(objects: readonly RequestObject[], message: string): void {
		for (const object of objects) this.outcomes.refuse(object, cut(message));
	}

	private refuse(objects: readonly RequestObject[], message: string): void {
		const explained = explain(cut(message));
		for (const object of objects) {
			this.outcomes.refuse(object, `${this.nameOf(object)}: ${explained}`);
		}
	}

	private leaveUnknown(objects: readonly RequestObject[], message: string): void {
		for (const object of objects) {
			this.outcomes.leaveUnknown(object, `${this.nameOf(object)}: ${cut(message)}`);
		}
	}

	private nameOf(object: RequestObject): string {
		return this.delivery.endpoint.nameOf?.(object) ?? object.array;
	}
}
