import type { IDataObject } from 'n8n-workflow';

import type { Outcomes } from '../batch/outcomes';
import type { Planned, PreparedItem } from '../batch/plan';
import type { PerItem } from '../mapping/perItem';
import { messagesOf } from '../model/itemError';
import type { Parameters } from './parameters';
import { remarksOnUsers } from './userNotes';

/** How an operation prepares items. */
export interface Preparation<Prepared extends PreparedItem> {
	/**
	 * Compiles the parameters into a function that prepares an item, and that throws an ItemError for
	 * an item that cannot be sent.
	 */
	prepare: (parameters: Parameters) => PerItem<Prepared>;
	/** Why these items must not be sent in one run; undefined if they may. */
	problemOf?: (items: readonly Prepared[], options: IDataObject) => string | undefined;
}

interface Preparing {
	parameters: Parameters;
	options: IDataObject;
	outcomes: Outcomes;
}

/** Shared, since most items have none. */
const NONE: readonly never[] = [];

/**
 * Prepares each item. An item that cannot be sent is rejected, and costs no other item anything.
 *
 * @returns the items that can be sent, and the fields that each item's outcome starts with
 */
export function prepareItems<Prepared extends PreparedItem>(
	input: readonly IDataObject[],
	{ prepare: compile, problemOf }: Preparation<Prepared>,
	{ parameters, options, outcomes }: Preparing,
): { items: ReadonlyArray<Planned<Prepared>>; described: readonly IDataObject[] } {
	const prepare = compile(parameters);
	const items: Array<Planned<Prepared>> = [];
	const described = input.map((json, item): IDataObject => {
		try {
			const prepared = prepare(json, item);
			const { outcome = {}, problems = NONE } = prepared;
			note(outcomes, item, prepared);
			if (problems.length === 0) items.push({ item, prepared });
			return outcome;
		} catch (error) {
			for (const problem of messagesOf(error)) outcomes.rejectItem(item, problem);
			return {};
		}
	});
	const refusal = problemOf?.(
		items.map(({ prepared }) => prepared),
		options,
	);
	if (refusal === undefined) return { items, described };
	for (const { item } of items) outcomes.rejectItem(item, refusal);
	return { items: [], described };
}

/** Records what preparing an item has shown. */
function note(outcomes: Outcomes, item: number, prepared: PreparedItem): void {
	const { outcome = {}, problems = NONE, warnings = NONE } = prepared;
	const { leftOut = NONE, remarks = NONE } = prepared;
	for (const problem of problems) outcomes.rejectItem(item, problem);
	for (const warning of warnings) outcomes.warnItem(item, warning);
	for (const part of leftOut) outcomes.leaveOut(item, part);
	for (const remark of remarks) outcomes.remark(item, remark);
	if (prepared.earlier !== undefined) outcomes.keep(item, prepared.earlier);
	if (problems.length > 0) return;
	for (const remark of remarksOnUsers(outcome)) outcomes.remark(item, remark);
}
