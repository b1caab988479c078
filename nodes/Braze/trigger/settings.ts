import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { readReceivingSettings, type ReceivingSettings, splitList } from '../../receiving/settings';
import { textOf } from '../model/text';
import { ALL_EVENTS } from './events';
import type { Filters } from './filters';
import type { OutputShape } from './output';
import type { Source } from './sources';

/**
 * How long duplicates are ignored by default, in minutes: Braze delivers at least once, and every event has
 * an ID.
 */
export const DEFAULT_IGNORE_DUPLICATES = 60;

/** The node's parameters, parsed. */
export interface Settings extends ReceivingSettings {
	filters: Filters;
	output: OutputShape;
}

/** IDs in lower case, since case does not matter. They have no spaces, so a pasted list may have any separator. */
const idsOf = (text: unknown): ReadonlySet<string> =>
	new Set(
		splitList(
			textOf(text)
				.toLowerCase()
				.replace(/[\s;]+/g, ','),
		),
	);

const choicesOf = (context: IWebhookFunctions, name: string, otherwise: string[]): string[] =>
	[context.getNodeParameter(name, otherwise)].flat() as string[];

/** Reads the node's parameters. */
export function readSettings(context: IWebhookFunctions): Settings {
	const options = context.getNodeParameter('options') as IDataObject;
	return {
		...readReceivingSettings(context, {
			secretLocation: 'any',
			ignoreDuplicates: DEFAULT_IGNORE_DUPLICATES,
		}),
		filters: {
			sources: new Set(choicesOf(context, 'sources', []) as Source[]),
			// (Missing if the editor does not show them.)
			events: new Set(choicesOf(context, 'events', [ALL_EVENTS])),
			campaignIds: idsOf(options.campaignIds),
			canvasIds: idsOf(options.canvasIds),
			ignoreBotClicks: options.ignoreBotClicks === true,
			ignoreMachineOpens: options.ignoreMachineOpens === true,
		},
		output: context.getNodeParameter('output') as OutputShape,
	};
}
