import type { IExecuteFunctions } from 'n8n-workflow';

import type { Client } from '../api/client';
import type { Note } from '../batch/plan';
import { counted } from '../model/wording';
import { asHtml } from './html';
import type { ItemResult } from './itemResult';
import { countStatuses, hintsOf, type RunHint, type RunSummary } from './runSummary';

/** What a summary says besides the results and the client's figures. */
type About = Partial<
	Pick<RunSummary, 'isPreview' | 'leftOut' | 'remarks' | 'nearMisses' | 'advice' | 'mapping'>
> & {
	notes?: readonly Note[];
};

/**
 * Shows above the output what happened in a run.
 *
 * @param client the client that it was sent with, if anything was sent
 */
export function hintAtRun(
	context: IExecuteFunctions,
	results: readonly ItemResult[],
	about: About = {},
	client?: Client,
): void {
	const { requests = 0, rateLimits = 0, waited = 0 } = client?.statistics ?? {};
	const { notes = [], ...known } = about;
	const summary: RunSummary = {
		statuses: countStatuses(results),
		isPreview: false,
		hasErrorOutput: context.getNode().onError === 'continueErrorOutput',
		requests,
		rateLimits,
		waited,
		leftOut: new Map(),
		remarks: new Map(),
		nearMisses: [],
		advice: [],
		...given(known),
	};
	const noted = notes.map(({ message, type }) => ({ message: asHtml(message), type }));
	addHints(context, [...hintsOf(summary), ...noted]);
	if (client !== undefined) hintAtResent(context, client);
}

/** Leaves out undefined values. */
function given(about: About): About {
	return Object.fromEntries(
		Object.entries(about).filter(([, value]: [string, unknown]) => value !== undefined),
	);
}

/** Warns above the output of objects that may count twice, if there are any. */
export function hintAtResent(context: IExecuteFunctions, { mayCountTwice }: Client): void {
	if (mayCountTwice === 0) return;
	addHints(context, [
		{
			message: `${counted(mayCountTwice, 'object')} (events, purchases, increments or messages) may count twice in Braze: they were sent again although it was unknown whether Braze had accepted them. To report them as failed instead, turn off the option "Send Again If Unsure".`,
			type: 'warning',
		},
	]);
}

/** Shows sentences above the output. */
export function addHints(context: IExecuteFunctions, hints: readonly RunHint[]): void {
	// Older versions of n8n have no hints.
	const { addExecutionHints } = context as Partial<IExecuteFunctions>;
	const shown = hints.map((hint) => ({ ...hint, location: 'outputPane' as const }));
	addExecutionHints?.call(context, ...shown);
}
