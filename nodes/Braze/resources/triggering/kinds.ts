import type { INodeProperties } from 'n8n-workflow';

import { campaignField, canvasField } from '../../fields/locators';

/** What can be triggered, and how its endpoint calls things. */
export interface Triggered {
	name: 'Campaign' | 'Canvas';
	/** In a sentence. */
	noun: 'campaign' | 'Canvas';
	path: string;
	permission: string;
	/** Its field in the node, and in the request. */
	field: INodeProperties;
	idField: string;
	/** The properties that its messages are filled with. */
	properties: {
		displayName: string;
		/** The parameter. */
		name: string;
		/** Their name in the request. */
		field: string;
		/** Another name in newer documentation, which may be chosen. */
		newField?: string;
		/** How a template reads one. */
		example: string;
	};
}

/** Source: https://www.braze.com/docs/api/endpoints/messaging/send_messages/post_send_triggered_campaigns/ */
export const CAMPAIGN: Triggered = {
	name: 'Campaign',
	noun: 'campaign',
	path: '/campaigns/trigger/send',
	permission: 'campaigns.trigger.send',
	field: campaignField,
	idField: 'campaign_id',
	properties: {
		displayName: 'Trigger Properties',
		name: 'triggerProperties',
		field: 'trigger_properties',
		example: '{{api_trigger_properties.${prize_name}}}',
	},
};

/** Source: https://www.braze.com/docs/api/endpoints/messaging/send_messages/post_send_triggered_canvases/ */
export const CANVAS: Triggered = {
	name: 'Canvas',
	noun: 'Canvas',
	path: '/canvas/trigger/send',
	permission: 'canvas.trigger.send',
	field: canvasField,
	idField: 'canvas_id',
	properties: {
		displayName: 'Entry Properties',
		name: 'entryProperties',
		field: 'canvas_entry_properties',
		newField: 'context',
		example: '{{canvas_entry_properties.${prize_name}}}',
	},
};
