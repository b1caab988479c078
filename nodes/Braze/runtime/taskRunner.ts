import type { Client } from '../api/client';
import { messagesOf } from '../model/itemError';
import type { ItemResult } from './itemResult';
import { RequestProblem, type Send } from './send';
import { inRequests, type ItemTask, type TaskResult, type Topics } from './tasks';

/** How tasks are carried out. */
export interface TaskBehavior<Subject> {
	/** See `OperationDescription`. */
	permission: string;
	/** How many tasks of one topic share a request, see `about`; 1 by default. */
	atOnce?: number;
	/** Tasks of one topic are one and the same: it is sent once, and a refusal holds for all of them. */
	shared?: boolean;
	/** Tasks of one topic change the same thing: each has its own request, in the items' order. */
	inOrder?: boolean;
	/** Carries out tasks of one topic. Returns a result for each, in their order. */
	perform: (subjects: readonly Subject[], send: Send) => Promise<readonly TaskResult[]>;
}

/** Carries out the tasks of a run, and gives each item its result. */
export class TaskRunner<Subject> {
	/** Whether Braze took something that would count again. */
	counted = false;

	/** The errors of requests that ended because the execution was cancelled. */
	private readonly cancellations = new Set<unknown>();

	constructor(
		private readonly behavior: TaskBehavior<Subject>,
		private readonly client: Client,
	) {}

	/** Carries out all tasks. Rejects only if the execution is cancelled. */
	async run(topics: Topics<Subject>, results: ItemResult[]): Promise<void> {
		const { shared, inOrder, atOnce = 1 } = this.behavior;
		const size = shared === true || inOrder === true ? Infinity : atOnce;
		await this.client.forEach(topics.requests(size), async (tasks) => {
			const parts = inOrder === true ? tasks.map((task) => [task]) : [tasks];
			for (const part of parts) await this.perform(part, results);
		});
	}

	private readonly send: Send = async (request, idempotent = true) => {
		const { permission } = this.behavior;
		const result = await this.client
			.send({ request, permission, idempotent })
			.catch((error: unknown) => {
				this.cancellations.add(error);
				throw error;
			});
		if (result.kind !== 'taken') throw new RequestProblem(result, idempotent);
		this.counted ||= !idempotent;
		return result;
	};

	private async perform(
		tasks: ReadonlyArray<ItemTask<Subject>>,
		results: ItemResult[],
	): Promise<void> {
		const subjects = tasks.map(({ subject }) => subject);
		const given = await this.behavior.perform(subjects, this.send).catch(async (error: unknown) => {
			if (this.cancellations.has(error)) throw error;
			await this.fail(tasks, error, results);
			return undefined;
		});
		if (given === undefined) return;
		for (const [index, { item }] of tasks.entries()) results[item] = resultOf(given[index]);
	}

	private async fail(
		tasks: ReadonlyArray<ItemTask<Subject>>,
		error: unknown,
		results: ItemResult[],
	): Promise<void> {
		// A strange response fails the items that it is for, not the run.
		if (!(error instanceof RequestProblem)) {
			const [reason] = messagesOf(error);
			const errors = [`Braze's response could not be read: ${reason}`];
			for (const { item } of tasks) results[item] = rejected(errors);
			return;
		}
		const { kind, message } = error.result;
		const parts =
			kind === 'refused' && this.behavior.shared !== true ? [...inRequests(tasks, 1)] : [];
		if (parts.length > 1) {
			for (const part of parts) await this.perform(part, results);
			return;
		}
		for (const { item } of tasks) {
			// (A refusal is in Braze's words, which may repeat the item's data: titles must not.)
			const title = kind === 'refused' ? undefined : message;
			results[item] = { ...(error.mayCount ? unknown(message) : rejected([message])), title };
		}
	}
}

/** The result of an item of which nothing was sent. */
export function unsent(errors: readonly string[]): ItemResult {
	return { ...rejected(errors), unsent: true };
}

function resultOf(result: TaskResult): ItemResult {
	if (!('problem' in result)) return { json: result, errors: [] };
	return { ...rejected([result.problem]), title: result.problem };
}

/** Braze may have taken it, and would count it twice if it were sent again. */
function unknown(message: string): ItemResult {
	return { json: { status: 'partial', errors: [message] }, errors: [message], isUnknown: true };
}

function rejected(errors: readonly string[]): ItemResult {
	return { json: { status: 'rejected', errors: [...errors] }, errors };
}
