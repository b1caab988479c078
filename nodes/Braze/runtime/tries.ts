import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

/** What tries have kept, by an object that n8n passes to every try of a run, and as long as that lives. */
const memories = new WeakMap<object, Map<string, object>>();

/** What a try keeps for the next one. */
interface Memory<Kept> {
	/** What earlier tries kept; new in the first try. */
	kept: Kept;
	/** Forgets it if n8n will not try again after this output. */
	endWith: (output: readonly INodeExecutionData[]) => void;
}

/**
 * Memory that lasts from one try to the next, if "Retry On Fail" makes n8n run the node again with the
 * same input; undefined if that is off.
 *
 * n8n's engine creates the input items once for each run of a node and passes the same ones to all tries
 * (the list itself is copied if "Execute Once" is on). A tool of an AI agent gets a new item for each try,
 * without a `pairedItem` but with the same `json` object.
 * Sources: n8n-core 2.0.2 and 2.41.1, `processRunExecutionData`, `handleExecuteOnce`,
 * `makeHandleToolInvocation`
 *
 * @param create makes the memory of the first try
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
			// n8n takes an `error` field of the first item for a failure, even if it is the user's own.
			if (item?.json.error === undefined) ofInput.delete(id);
		},
	};
}
