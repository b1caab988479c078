import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { ReadBody } from './body';
import { MAX_ENTRIES, type Rejections } from './entries';
import type { CallResponse, N8nResponse } from './responses';
import type { SharedSecret } from './sharedSecret';

/** A call of the webhook. */
export interface Call {
	/** The called node of a workflow, which has its own groups and duplicates. */
	node: string;
	/** Whether it came on the test URL: there nothing is grouped or a duplicate, as people resend the same data. */
	isTest: boolean;
	/** With names in lower case. */
	headers: IDataObject;
	query: IDataObject;
	/** Whether the caller has hung up. */
	isGone: () => boolean;
	readBody: () => Promise<ReadBody>;
	readSecret: () => Promise<Partial<SharedSecret>>;
	/** Writes to n8n's log. */
	log: (level: 'info' | 'warn', line: string) => void;
}

/**
 * What the editor shows about a call on the test URL: why it would not have started the workflow.
 */
export interface TestNote {
	/** It was refused with this status. */
	refused?: { status: number; reason: string };
	/** It is shown anyway, with the reasons why it would be ignored. */
	ignored?: string;
}

/** What to do with a call. */
export type Decision =
	/** It starts nothing; this is the response. */
	| { response: CallResponse }
	/** It starts an execution with these items. */
	| {
			items: INodeExecutionData[];
			/**
			 * Must be called once with n8n's response.
			 *
			 * @returns the response to send instead, or undefined for n8n's own
			 */
			respondTo: (given: N8nResponse) => CallResponse | undefined;
			note?: TestNote;
	  };

/** The content of a body, for one kind of trigger. */
export interface Sorted<T> {
	/** What starts the workflow, in the order sent. */
	wanted: T[];
	ignored: Array<{ submission: T; reason: string }>;
	/** Entries that are not submissions. */
	rejections: Rejections;
}

/** A body that is empty on purpose: some senders check webhooks that way. */
interface Nothing {
	/** A sentence that says so. */
	nothing: string;
}

/** Why a body cannot be accepted. */
export interface Refusal {
	status: 400 | 413;
	error: string;
	rejections?: Rejections;
}

/** How one kind of trigger reads bodies. */
export interface Intake<T> {
	/** @param body undefined if it is empty */
	sort(body: unknown): Sorted<T> | Refusal | Nothing;
	/** The JSON of a submission's item. */
	toJson(submission: T): IDataObject;
}

/** Sorts submissions by whether they start the workflow. @param whyIgnored returns undefined for one that does */
export function sift<T>(
	submissions: readonly T[],
	whyIgnored: (submission: T) => string | undefined,
): Pick<Sorted<T>, 'wanted' | 'ignored'> {
	const sorted: Pick<Sorted<T>, 'wanted' | 'ignored'> = { wanted: [], ignored: [] };
	for (const submission of submissions) {
		const reason = whyIgnored(submission);
		if (reason === undefined) sorted.wanted.push(submission);
		else sorted.ignored.push({ submission, reason });
	}
	return sorted;
}

/** The refusal of a list that is too long. @param noun what it holds */
export const tooLong = (noun: string): Refusal => ({
	status: 413,
	error: `The list is too long. Send at most ${MAX_ENTRIES.toLocaleString('en')} ${noun} in one call.`,
});
