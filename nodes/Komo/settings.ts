import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { readReceivingSettings, type ReceivingSettings, splitList } from '../receiving/settings';
import { OTHER_EVENTS } from './events';
import type { Filters } from './filters';
import type { OutputShape } from './output';

/** The node's parameters, ready to use. */
export interface Settings extends ReceivingSettings {
	filters: Filters;
	output: OutputShape;
}

/** Reads the node's parameters. */
export function readSettings(context: IWebhookFunctions): Settings {
	const options = context.getNodeParameter('options') as IDataObject;
	const events = [context.getNodeParameter('events')].flat() as string[];
	const takesOthers = events.includes(OTHER_EVENTS);
	return {
		...readReceivingSettings(context),
		filters: {
			events,
			otherEvents: takesOthers ? splitList(context.getNodeParameter('otherEvents', '')) : [],
			siteIds: splitList(options.siteIds),
			cardIds: splitList(options.cardIds),
			cardTypes: splitList(options.cardTypes),
		},
		output: context.getNodeParameter('output') as OutputShape,
	};
}
