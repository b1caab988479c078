import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { Answer, GivenAnswer } from './answers';
import type { ReadBody } from './body';
import type { Rejections } from './entries';
import type { SharedSecret } from './sharedSecret';

/** A call of the webhook: its data, and what only n8n can read. */
export interface Call {
	/** The called node of a workflow: what has groups and duplicates of its own. */
	node: string;
	/** On the test URL, nothing is grouped, and nothing is a duplicate: one sends the same again and again. */
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
 * What only the person at the editor is told about a call on the test URL: why it would not have
 * started the workflow.
 */
export interface TestNote {
	/** It was refused; `status` is what the sender was answered. */
	refused?: { status: number; reason: string };
	/** It is shown all the same, with the reasons why it would be ignored. */
	ignored?: string;
}

/** What becomes of a call. */
export type Decision =
	/** It starts nothing, and is answered so. */
	| { answer: Answer }
	/** It starts an execution with these items. */
	| {
			items: INodeExecutionData[];
			/**
			 * To be called once with what n8n answers.
			 *
			 * @returns the answer to send, or undefined for n8n's own
			 */
			answerTo: (given: GivenAnswer) => Answer | undefined;
			note?: TestNote;
	  };

/** What a body holds, for one kind of trigger. */
export interface Sorted<T> {
	/** What starts the workflow, in the order sent. */
	wanted: T[];
	ignored: Array<{ submission: T; reason: string }>;
	/** Entries that are no submissions. */
	rejections: Rejections;
}

/** A body that holds nothing by intention, as some senders check a webhook. */
export interface Nothing {
	/** A sentence that says so. */
	nothing: string;
}

/** Why nothing of a body can be taken. */
export interface Refusal {
	status: 400 | 413;
	error: string;
	rejections?: Rejections;
}

/** What one kind of trigger knows about the bodies that it is sent. */
export interface Intake<T> {
	/** @param body undefined when it is empty */
	sort(body: unknown): Sorted<T> | Refusal | Nothing;
	/** The JSON of a submission's item. */
	toJson(submission: T): IDataObject;
}
