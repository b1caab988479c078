import type { IDataObject } from 'n8n-workflow';

/** The result of one item. */
export interface ItemResult {
	/** Its output; a list for an operation that returns any number of things, e.g. Get Many. */
	json: IDataObject | readonly IDataObject[];
	/** The errors; empty if there are none. */
	errors: readonly string[];
	/** Whether nothing of the item was ever sent. */
	unsent?: boolean;
	/** Whether Braze is not known to have anything of the item, but may have some of it. */
	isUnknown?: boolean;
	/** A title for the error if the item is the only one; it holds none of the item's data. */
	title?: string;
}

export function hasFailed({ errors }: ItemResult): boolean {
	return errors.length > 0;
}

/** The status in an item's outcome, if it has one. */
export function statusOf({ json }: ItemResult): string | undefined {
	const [outcome] = outcomesIn(json) as ReadonlyArray<IDataObject | undefined>;
	return outcome?.status as string | undefined;
}

/** The outputs of one item. */
export function outcomesIn(json: ItemResult['json']): readonly IDataObject[] {
	return isList(json) ? json : [json];
}

function isList(json: ItemResult['json']): json is readonly IDataObject[] {
	return Array.isArray(json);
}
