import type { IDataObject } from 'n8n-workflow';

/** What became of one item. */
export interface ItemResult {
	/** What the item gives; a list for an operation that gives any number, e.g. Get Many. */
	json: IDataObject | readonly IDataObject[];
	/** What went wrong; empty if nothing did. */
	errors: readonly string[];
	/** Whether it never came to sending anything of the item. */
	unsent?: boolean;
	/** Whether all that may be in Braze of the item is what nobody knows of. */
	isUnknown?: boolean;
	/** What the error of a single item is called, if that can be said without anything of the item. */
	title?: string;
}

export function hasFailed({ errors }: ItemResult): boolean {
	return errors.length > 0;
}

/** The status in an item's outcome, if it has an outcome. */
export function statusOf({ json }: ItemResult): string | undefined {
	const [outcome] = [json].flat() as Array<IDataObject | undefined>;
	return outcome?.status as string | undefined;
}
