/** n8n's own evaluation of one expression (with its leading `=`) for one item. */
export type Evaluate = (expression: string, itemIndex: number) => unknown;

/** What compiled parameters need of n8n. */
export interface Engine {
	/**
	 * Unset for parameters that n8n has evaluated already: text in them that looks like an expression
	 * is only text.
	 */
	evaluate?: Evaluate;
	/** The workflow's time zone, an IANA name: what a date without a zone of its own is in. */
	timezone: string;
}

/** The engine for parameters that n8n has evaluated already. */
export function evaluated({ timezone }: Engine): Engine {
	return { timezone };
}
