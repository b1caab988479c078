import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { StopReason } from '../batch/deliver';
import type { Asked } from '../api/ask';
import { ask } from '../api/ask';
import type { N8nClient } from './client';
import { createClient } from './client';
import type { Call } from '../api/request';
import type { Headers } from '../api/retry';
import { problemsOf } from '../model/itemError';
import { readCredential } from './credential';
import type { DeliverySettings } from './requestOptions';
import { readDeliveryOptions } from './requestOptions';
import type { ItemResult } from './output';
import { toOutput } from './output';
import { Parameters } from './parameters';

/** What one item asks. */
export interface Question<Subject> {
	subject: Subject;
	/** Questions with the same text may be asked in one request; none: each in its own. */
	topic?: string;
}

/** What came of a question: the output, of any number of objects, or why there is none. */
export type Answer = readonly IDataObject[] | { problem: string };

/**
 * Sends one request with the credential, retrying what passes.
 *
 * @param repeatable whether sending it twice does no harm; true by default
 * @throws RequestProblem if Braze did not take it
 */
export type Send = (
	request: Omit<Call, 'timeout'>,
	repeatable?: boolean,
) => Promise<{ body: unknown; headers: Headers }>;

/** An operation that asks Braze something, and gives what it answers. */
export interface RequestOperation<Subject> {
	/** The API key permission that the endpoint asks for. */
	permission: string;
	/** How many questions of one topic go in a request; 1 by default. */
	atOnce?: number;
	/** Questions of one topic are the same one: asked once, and never again for each. */
	shared?: boolean;
	/** Whether to resend what may have been taken and would count twice, unless the user says. */
	retryAmbiguous?: boolean;
	/**
	 * Reads what is the same for all items, and gives the function that reads one's question.
	 * That function throws for an item whose question cannot be asked.
	 */
	prepare: (parameters: Parameters) => (json: IDataObject, itemIndex: number) => Question<Subject>;
	/** Asks questions of one topic; gives an answer for each, in their order. */
	answer: (
		subjects: readonly Subject[],
		send: Send,
		settings: DeliverySettings,
	) => Promise<readonly Answer[]>;
}

/** Why there is no answer. */
export class RequestProblem extends Error {
	constructor(readonly asked: Exclude<Asked, { kind: 'taken' }>) {
		super(asked.message);
	}
}

interface Asking<Subject> {
	item: number;
	subject: Subject;
}

/**
 * Runs an operation that asks: reads each item's question, asks them together where they go
 * together, and gives each item its answer. A refused request is asked again question by question, so
 * that one bad item costs no other one its answer; a refusal that would meet every request stops the
 * rest.
 *
 * @throws if items failed and the node is set to stop on errors, after all others were asked
 */
export async function runRequestOperation<Subject>(
	context: IExecuteFunctions,
	operation: RequestOperation<Subject>,
): Promise<INodeExecutionData[]> {
	const credential = await readCredential(context);
	const parameters = new Parameters(context);
	const options = parameters.once<IDataObject>('options', {});
	const settings = readDeliveryOptions(options, operation.retryAmbiguous);
	const read = operation.prepare(parameters);
	const results: ItemResult[] = [];
	const topics = new Map<unknown, Array<Asking<Subject>>>();
	for (const [item, { json }] of context.getInputData().entries()) {
		try {
			const { subject, topic = Symbol('its own') } = read(json, item);
			const asking = { item, subject };
			const others = topics.get(topic);
			if (others === undefined) topics.set(topic, [asking]);
			else others.push(asking);
		} catch (error) {
			results[item] = rejected(problemsOf(error));
		}
	}
	const client = createClient(context, credential, settings.timeout);
	const asker = new Asker(operation, settings, sender(operation, settings, client));
	await asker.askAll(
		batches(topics.values(), operation.shared ? Infinity : (operation.atOnce ?? 1)),
		results,
	);
	return toOutput(context, results, asker.stopReason);
}

function* batches<Subject>(
	topics: Iterable<Array<Asking<Subject>>>,
	size: number,
): Generator<Array<Asking<Subject>>> {
	for (const askings of topics) {
		for (let start = 0; start < askings.length; start += size) {
			yield askings.slice(start, start + size);
		}
	}
}

function sender(
	{ permission }: { permission: string },
	settings: DeliverySettings,
	client: N8nClient,
): Send {
	return async (request, repeatable = true) => {
		const send = async () => await client.call(request);
		const asked = await ask(send, permission, settings, client, repeatable);
		if (asked.kind !== 'taken') throw new RequestProblem(asked);
		return asked;
	};
}

class Asker<Subject> {
	stopReason: StopReason | undefined;

	constructor(
		private readonly operation: RequestOperation<Subject>,
		private readonly settings: DeliverySettings,
		private readonly send: Send,
	) {}

	async askAll(pending: Iterator<Array<Asking<Subject>>>, results: ItemResult[]): Promise<void> {
		const worker = async () => {
			for (let next = pending.next(); !next.done; next = pending.next()) {
				await this.ask(next.value, results);
			}
		};
		await Promise.all(Array.from({ length: this.settings.parallelRequests }, worker));
	}

	private async ask(askings: ReadonlyArray<Asking<Subject>>, results: ItemResult[]): Promise<void> {
		const rejectAll = (message: string) => {
			for (const { item } of askings) results[item] = rejected([message]);
		};
		if (this.stopReason !== undefined) return rejectAll(`Not sent: ${this.stopReason.message}`);
		const subjects = askings.map(({ subject }) => subject);
		const answers = await this.operation
			.answer(subjects, this.send, this.settings)
			.catch(asProblem);
		if (!(answers instanceof RequestProblem)) {
			for (const [index, { item }] of askings.entries()) results[item] = resultOf(answers[index]);
			return;
		}
		const { kind, message, status, retryAfterMs } = answers.asked;
		if (kind === 'refused' && askings.length > 1 && !this.operation.shared) {
			for (const asking of askings) await this.ask([asking], results);
			return;
		}
		if (kind === 'denied' || kind === 'busy') this.stopReason ??= { message, status, retryAfterMs };
		rejectAll(message);
	}
}

/** Only what Braze did is an answer; a cancelled execution, or a mistake of ours, is none. */
function asProblem(error: unknown): RequestProblem {
	if (error instanceof RequestProblem) return error;
	throw error;
}

function resultOf(answer: Answer): ItemResult {
	return 'problem' in answer ? rejected([answer.problem]) : { json: answer, errors: [] };
}

function rejected(errors: readonly string[]): ItemResult {
	return { json: { status: 'rejected', errors: [...errors] }, errors };
}
