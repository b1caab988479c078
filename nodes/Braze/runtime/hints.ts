import type { IExecuteFunctions } from 'n8n-workflow';

import type { Client } from '../api/client';

/** Says above the output what may have been counted twice, if anything. */
export function hintAtResent(context: IExecuteFunctions, { mayCountTwice }: Client): void {
	if (mayCountTwice === 0) return;
	const objects = mayCountTwice === 1 ? '1 object' : `${mayCountTwice} objects`;
	// (Older versions of n8n have no hints.)
	const { addExecutionHints } = context as Partial<IExecuteFunctions>;
	addExecutionHints?.call(context, {
		message: `${objects} (events, purchases, increments or messages) may count twice in Braze: it was not known whether Braze had taken them, and they were sent again. To have them reported as failed instead, turn off the option "Retry Ambiguous Failures".`,
		location: 'outputPane',
		type: 'warning',
	});
}
