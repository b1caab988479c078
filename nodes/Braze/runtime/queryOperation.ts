import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Answer as ApiAnswer, Client } from '../api/client';
import type { Request } from '../api/request';
import type { Headers } from '../api/retry';
import type { PerItem } from '../mapping/perItem';
import { messagesOf } from '../model/itemError';
import { startExecution } from './execution';
import { hintAtResent, hintAtRun } from './hints';
import type { ItemResult } from './itemResult';
import { descriptionOf, type Operation, type OperationDescription } from './operation';
import { toOutput } from './output';
import type { Parameters } from './parameters';
import { memoryOf } from './tries';

/** What one item asks. */
export interface Question<Subject> {
	subject: Subject;
	/** Questions with the same text may be asked in one request; none: each in its own. */
	topic?: string;
	/** Questions of one topic with the same text count once in a request; none: each for itself. */
	about?: string;
}

/** What came of a question: the output, of any number of objects, or why there is none. */
export type Answer = readonly IDataObject[] | { problem: string };

/**
 * Sends one request with the credential, retrying what passes.
 *
 * @param idempotent whether sending it twice does no harm; true by default
 * @throws RequestProblem if Braze did not take it
 */
export type Send = (
	request: Request,
	idempotent?: boolean,
) => Promise<{ body: unknown; headers: Headers }>;

/** How an operation asks Braze something, and gives what it answers. */
export interface QueryBehaviour<Subject> {
	/** See `OperationDescription`. */
	permission: string;
	/** How many questions of one topic go in a request, see `about`; 1 by default. */
	atOnce?: number;
	/** Questions of one topic are the same one: asked once, and never again for each. */
	shared?: boolean;
	/** Questions of one topic change the same: each is asked in its own request, in the items' order. */
	inOrder?: boolean;
	/** Whether an answer is one outcome with a status: these are counted above the output. */
	givesOutcomes?: boolean;
	/** Why so many topics may not be asked about in one run: then none is. */
	problemOf?: (topics: number, options: IDataObject) => string | undefined;
	/** Whether to resend what may have been taken and would count twice, unless the user says; `never`: whatever the user says. */
	retryAmbiguous?: boolean | 'never';
	/**
	 * Reads what is the same for all items, and gives the function that reads one's question.
	 * That function throws for an item whose question cannot be asked.
	 */
	prepare: (parameters: Parameters) => PerItem<Question<Subject>>;
	/** Asks questions of one topic; gives an answer for each, in their order. */
	answer: (subjects: readonly Subject[], send: Send) => Promise<readonly Answer[]>;
}

/** An operation as data: what the user sees of it, and what it asks. */
export interface QueryOperation<Subject> extends OperationDescription, QueryBehaviour<Subject> {}

/** Makes an operation of its data. */
export function queried<Subject>(operation: QueryOperation<Subject>): Operation {
	return {
		...descriptionOf(operation),
		execute: async (context) => await runQuery(context, operation),
	};
}

/** Why there is no answer. */
export class RequestProblem extends Error {
	/** Whether Braze may have counted it. */
	readonly mayCount: boolean;

	constructor(
		readonly answer: Exclude<ApiAnswer, { kind: 'taken' }>,
		idempotent = true,
	) {
		super(answer.message);
		this.mayCount = answer.kind === 'unknown' && !idempotent;
	}
}

interface Asking<Subject> {
	item: number;
	subject: Subject;
	about: unknown;
}

/**
 * Runs an operation that asks: reads each item's question, asks them together where they go
 * together, and gives each item its answer. A refused request is asked again question by question, so
 * that one bad item costs no other one its answer; a refusal that would meet every request stops the
 * rest.
 *
 * @throws if items failed and the node is set to stop on errors, after all others were asked
 */
export async function runQuery<Subject>(
	context: IExecuteFunctions,
	operation: QueryBehaviour<Subject>,
): Promise<INodeExecutionData[]> {
	const { parameters, options, createClient } = await startExecution(
		context,
		operation.retryAmbiguous,
	);
	const writes = operation.givesOutcomes === true;
	const read = operation.prepare(parameters);
	const client = createClient(operation.permission);
	const { retryAmbiguous } = client.settings;
	const memory = memoryOf<Kept>(context, () => ({ results: [], counted: false }));
	const { results: earlier = [], counted: countedEarlier = false } = memory?.kept ?? {};
	const results: ItemResult[] = [];
	const topics = new Map<unknown, Array<Asking<Subject>>>();
	for (const [item, { json }] of context.getInputData().entries()) {
		const before = earlier.at(item);
		if (before !== undefined && !isOpen(before, retryAmbiguous)) {
			results[item] = before;
			continue;
		}
		if (before?.isUnknown) client.mayCountTwice++;
		try {
			const { subject, topic = Symbol('its own'), about = item } = read(json, item);
			const asking = { item, subject, about };
			const others = topics.get(topic);
			if (others === undefined) topics.set(topic, [asking]);
			else others.push(asking);
		} catch (error) {
			results[item] = unsent(messagesOf(error));
		}
	}
	const problem = operation.problemOf?.(topics.size, options);
	if (problem !== undefined) {
		for (const { item } of [...topics.values()].flat()) results[item] = unsent([problem]);
		if (writes) hintAtRun(context, results);
		return toOutput(context, results, { writes });
	}
	// (Also a try that is broken off leaves what it has come to.)
	if (memory !== undefined) memory.kept.results = results;
	const asker = new Asker(operation, client);
	const { shared, inOrder, atOnce = 1 } = operation;
	const size = shared === true || inOrder === true ? Infinity : atOnce;
	await asker.askAll(batches(topics.values(), size), results);
	if (writes) hintAtRun(context, results, {}, client);
	else hintAtResent(context, client);
	const counted = asker.counted || countedEarlier;
	if (memory !== undefined) memory.kept.counted = counted;
	const output = toOutput(context, results, { writes, stopReason: client.stopReason, counted });
	memory?.endWith(output);
	return output;
}

/** What a try leaves to the next one. */
interface Kept {
	results: readonly ItemResult[];
	/** Whether Braze has what would count twice. */
	counted: boolean;
}

/** Whether an item is to be asked about again. */
function isOpen({ errors, isUnknown }: ItemResult, retryAmbiguous: boolean): boolean {
	return errors.length > 0 && (!isUnknown || retryAmbiguous);
}

/** Puts so many together, and whatever is about the same. */
function* batches<Subject>(
	topics: Iterable<Array<Asking<Subject>>>,
	size: number,
): Generator<Array<Asking<Subject>>> {
	for (const askings of topics) {
		const groups = new Map<unknown, Array<Asking<Subject>>>();
		for (const asking of askings) {
			const group = groups.get(asking.about);
			if (group === undefined) groups.set(asking.about, [asking]);
			else group.push(asking);
		}
		const parts = [...groups.values()];
		for (let start = 0; start < parts.length; start += size) {
			yield parts.slice(start, start + size).flat();
		}
	}
}

class Asker<Subject> {
	constructor(
		private readonly operation: QueryBehaviour<Subject>,
		private readonly client: Client,
	) {}

	async askAll(pending: Iterable<Array<Asking<Subject>>>, results: ItemResult[]): Promise<void> {
		const { inOrder } = this.operation;
		await this.client.forEach(pending, async (askings) => {
			const parts = inOrder === true ? askings.map((asking) => [asking]) : [askings];
			for (const part of parts) await this.ask(part, results);
		});
	}

	/** Whether Braze took what would count twice. */
	counted = false;

	/** What requests that did not come to an end threw: the execution was cancelled. */
	private readonly cancellations = new Set<unknown>();

	private readonly send: Send = async (request, idempotent = true) => {
		const { permission } = this.operation;
		const answer = await this.client
			.send({ request, permission, idempotent })
			.catch((error: unknown) => {
				this.cancellations.add(error);
				throw error;
			});
		if (answer.kind !== 'taken') throw new RequestProblem(answer, idempotent);
		this.counted ||= !idempotent;
		return answer;
	};

	private async ask(askings: Array<Asking<Subject>>, results: ItemResult[]): Promise<void> {
		const rejectAll = (errors: readonly string[]) => {
			for (const { item } of askings) results[item] = rejected(errors);
		};
		const subjects = askings.map(({ subject }) => subject);
		const answers: unknown = await this.operation
			.answer(subjects, this.send)
			.catch((error: unknown) => {
				if (this.cancellations.has(error)) throw error;
				return error;
			});
		if (Array.isArray(answers)) {
			for (const [index, { item }] of askings.entries())
				results[item] = resultOf((answers as Answer[])[index]);
			return;
		}
		// What an answer holds costs those who asked for it, and nobody else.
		if (!(answers instanceof RequestProblem)) {
			const [reason] = messagesOf(answers);
			rejectAll([`Braze's response could not be read: ${reason}`]);
			return;
		}
		const { kind, message } = answers.answer;
		const parts = kind === 'refused' && !this.operation.shared ? [...batches([askings], 1)] : [];
		if (parts.length > 1) {
			for (const part of parts) await this.ask(part, results);
			return;
		}
		for (const { item } of askings) {
			// (Only what Braze says about what it refuses may repeat something of the item.)
			const title = kind === 'refused' ? undefined : message;
			results[item] = { ...(answers.mayCount ? unknown(message) : rejected([message])), title };
		}
	}
}

function resultOf(answer: Answer): ItemResult {
	if (!('problem' in answer)) return { json: answer, errors: [] };
	return { ...rejected([answer.problem]), title: answer.problem };
}

function unsent(errors: readonly string[]): ItemResult {
	return { ...rejected(errors), unsent: true };
}

/** Nobody knows whether Braze took it, and it would count twice if it were sent again. */
function unknown(message: string): ItemResult {
	return { json: { status: 'partial', errors: [message] }, errors: [message], isUnknown: true };
}

function rejected(errors: readonly string[]): ItemResult {
	return { json: { status: 'rejected', errors: [...errors] }, errors };
}
