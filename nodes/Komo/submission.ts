import type { IDataObject } from 'n8n-workflow';

import { readEntries, type Rejections } from '../receiving/entries';

/** Something that Komo reported. */
export interface Submission {
	/** The body's `event`; missing in bodies composed by a Komo Workflow. */
	event?: string;
	/** Komo's own keys and values. */
	body: IDataObject;
}

/** The content of a parsed body. */
interface ParsedBody extends Rejections {
	/** In the order sent. */
	submissions: Submission[];
}

function toSubmission(body: IDataObject): Submission {
	// A workflow may use the key `event` for something else: a name is text.
	const { event } = body;
	return typeof event === 'string' && event !== '' ? { event, body } : { body };
}

/**
 * Turns the body of a call into submissions: an object is one, a list holds several. A bad entry never
 * costs a good one.
 *
 * @param value the body as parsed; its objects become the submissions' own
 * @returns undefined for a list that is too long
 */
export function parseSubmissions(value: unknown): ParsedBody | undefined {
	const entries = readEntries(Array.isArray(value) ? value : [value]);
	if (!entries) return undefined;
	const { objects, ...rejections } = entries;
	return { submissions: objects.map(toSubmission), ...rejections };
}
