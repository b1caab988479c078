import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

/** What tries of nodes left, by what n8n gives each try of a run alike; it lives as long as that does. */
const memories = new WeakMap<object, Map<string, object>>();

/** What a run of the node keeps for its next try, if there is one. */
export interface Memory<Kept> {
	/** What the earlier tries left; new in the first one. */
	kept: Kept;
	/** Forgets it if, after such an output, there is no next try. */
	endWith: (output: readonly INodeExecutionData[]) => void;
}

/**
 * What is kept from one try to the next where the node's "Retry On Fail" makes n8n run it again with the
 * same input; undefined where it does not.
 *
 * For each run of a node n8n's engine makes the input's items anew, and hands the same ones to all of the
 * run's tries (the list itself is copied if "Execute Once" is on). A tool of an AI agent gets a new item
 * for each try, which has no `pairedItem`, and the same fields in it.
 * Sources: n8n-core 2.0.2 and 2.41.1, `processRunExecutionData`, `handleExecuteOnce`,
 * `makeHandleToolInvocation`
 *
 * @param create makes what the first try starts with
 */
export function memoryOf<Kept extends object>(
	context: IExecuteFunctions,
	create: () => Kept,
): Memory<Kept> | undefined {
	const { retryOnFail, id } = context.getNode();
	const [first] = context.getInputData() as Array<INodeExecutionData | undefined>;
	if (retryOnFail !== true || first === undefined) return undefined;
	const same = first.pairedItem === undefined ? first.json : first;
	const ofInput = memories.get(same) ?? new Map<string, object>();
	memories.set(same, ofInput);
	const kept = (ofInput.get(id) as Kept | undefined) ?? create();
	ofInput.set(id, kept);
	return {
		kept,
		endWith: ([item]: ReadonlyArray<INodeExecutionData | undefined>) => {
			// (n8n takes the first item's field for a failure, also if it is the user's own.)
			if (item?.json.error === undefined) ofInput.delete(id);
		},
	};
}
