import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { PerItem } from '../mapping/perItem';
import { messagesOf } from '../model/itemError';
import { startExecution } from './execution';
import { hintAtResent, hintAtRun } from './hints';
import { withInputFieldsChoice } from './inputFields';
import type { ItemResult } from './itemResult';
import { descriptionOf, type Operation, type OperationDescription } from './operation';
import { toOutput } from './output';
import type { Parameters } from './parameters';
import { type TaskBehavior, TaskRunner, unsent } from './taskRunner';
import { type Task, Topics } from './tasks';
import { memoryOf } from './tries';

/** How an operation makes a task from each item, and carries it out. */
export interface IndividualBehavior<Subject> extends TaskBehavior<Subject> {
	/**
	 * Whether each result is one outcome with a status: these are counted above the output, and can be
	 * added to the input's fields.
	 */
	givesOutcomes?: boolean;
	/** Why one run cannot have this many topics: then nothing is sent. */
	problemOf?: (topics: number, options: IDataObject) => string | undefined;
	/**
	 * Whether to resend what may have been taken and would count twice, unless the user chooses; `never`:
	 * whatever the user chooses.
	 */
	retryAmbiguous?: boolean | 'never';
	/**
	 * Compiles the parameters to the function that reads an item's task. It throws for an item whose task
	 * cannot be sent.
	 */
	prepare: (parameters: Parameters) => PerItem<Task<Subject>>;
}

/** An operation as data: what the user sees of it, and what it does. */
interface IndividualOperation<Subject> extends OperationDescription, IndividualBehavior<Subject> {}

/** Makes an operation from its data. */
export function individual<Subject>(operation: IndividualOperation<Subject>): Operation {
	const description = descriptionOf(operation);
	const { properties } = description;
	return {
		...description,
		properties: operation.givesOutcomes ? withInputFieldsChoice(properties) : properties,
		execute: async (context) => await runIndividually(context, operation),
	};
}

/** What a try leaves to the next one. */
interface Kept {
	results: readonly ItemResult[];
	/** Whether Braze took something that would count again. */
	counted: boolean;
}

/**
 * Runs an operation whose items each get what Braze returns for them. Tasks of one topic can share a
 * request. If Braze refuses it, they are sent one by one, so that a bad item fails alone.
 *
 * @throws if items failed and the node is set to stop on errors, after all others were sent
 */
export async function runIndividually<Subject>(
	context: IExecuteFunctions,
	operation: IndividualBehavior<Subject>,
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
	const topics = new Topics<Subject>();
	for (const [item, { json }] of context.getInputData().entries()) {
		const before = earlier.at(item);
		if (before !== undefined && !isOpen(before, retryAmbiguous)) {
			results[item] = before;
			continue;
		}
		if (before?.isUnknown) client.mayCountTwice++;
		try {
			topics.add(item, read(json, item));
		} catch (error) {
			results[item] = unsent(messagesOf(error));
		}
	}
	const problem = operation.problemOf?.(topics.size, options);
	if (problem !== undefined) {
		for (const item of topics.items) results[item] = unsent([problem]);
		if (writes) hintAtRun(context, results);
		return toOutput(context, results, { writes });
	}
	// (Stored before sending: a cancelled try also leaves the results that it has.)
	if (memory !== undefined) memory.kept.results = results;
	const runner = new TaskRunner(operation, client);
	await runner.run(topics, results);
	if (writes) hintAtRun(context, results, {}, client);
	else hintAtResent(context, client);
	const counted = runner.counted || countedEarlier;
	if (memory !== undefined) memory.kept.counted = counted;
	const output = toOutput(context, results, { writes, stopReason: client.stopReason, counted });
	memory?.endWith(output);
	return output;
}

/** Whether an item's task is still to be carried out. */
function isOpen({ errors, isUnknown }: ItemResult, retryAmbiguous: boolean): boolean {
	return errors.length > 0 && (!isUnknown || retryAmbiguous);
}
