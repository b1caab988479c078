import type { INodeProperties } from 'n8n-workflow';

import { campaignField, canvasField } from '../../fields/locators';

/** What can be triggered, and the names that its endpoint uses. */
export interface Triggered {
	name: 'Campaign' | 'Canvas';
	/** As written in a sentence. */
	noun: 'campaign' | 'Canvas';
	/** The same with its article. */
	one: string;
	path: string;
	permission: string;
	/** The path and permission of its schedules, without the verb. */
	schedules: { path: string; permission: string };
	/** Its field in the node, and in the request. */
	field: INodeProperties;
	idField: string;
	/** Milliseconds between two sends to one user: Braze drops the second if it comes sooner. */
	spacing?: number;
	/** The properties that fill its messages. */
	properties: {
		displayName: string;
		/** The name of the parameter. */
		name: string;
		/** Their name in requests. */
		field: string;
		/** Another name that can be chosen, for an older editor. */
		otherField?: string;
		/** How templates refer to one. */
		example: string;
	};
}

/** Source: https://www.braze.com/docs/api/endpoints/messaging/send_messages/post_send_triggered_campaigns/ */
export const CAMPAIGN: Triggered = {
	name: 'Campaign',
	noun: 'campaign',
	one: 'a campaign',
	path: '/campaigns/trigger/send',
	permission: 'campaigns.trigger.send',
	schedules: { path: '/campaigns/trigger/schedule', permission: 'campaigns.trigger.schedule' },
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
	one: 'a Canvas',
	path: '/canvas/trigger/send',
	permission: 'canvas.trigger.send',
	schedules: { path: '/canvas/trigger/schedule', permission: 'canvas.trigger.schedule' },
	field: canvasField,
	idField: 'canvas_id',
	// About one entry per second and user. Source: Canvas FAQs
	spacing: 1100,
	properties: {
		displayName: 'Entry Properties',
		name: 'entryProperties',
		field: 'context',
		otherField: 'canvas_entry_properties',
		example: '{{context.${prize_name}}}',
	},
};

/** Whether requests send now or schedule. */
export interface SendMode {
	path: string;
	permission: string;
	isScheduled: boolean;
	/** In a sentence. */
	verb: 'send' | 'schedule';
	/** Its participle. */
	done: 'sent' | 'scheduled';
}

/** Sends at once. */
export function sendingNow({ path, permission }: Triggered): SendMode {
	return { path, permission, isScheduled: false, verb: 'send', done: 'sent' };
}

/**
 * Schedules for later.
 * Source: https://www.braze.com/docs/api/endpoints/messaging/schedule_messages/post_schedule_triggered_campaigns/
 */
export function sendingLater({ schedules }: Pick<Triggered, 'schedules'>): SendMode {
	return {
		path: `${schedules.path}/create`,
		permission: `${schedules.permission}.create`,
		isScheduled: true,
		verb: 'schedule',
		done: 'scheduled',
	};
}
