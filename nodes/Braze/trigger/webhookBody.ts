/**
 * The bodies to copy into a webhook, from the docs and the panel: the user, the campaign or Canvas, and what
 * tells messages apart. `json_escape` keeps quotation marks in names from breaking the JSON.
 * Source: https://www.braze.com/docs/user_guide/messaging/design_and_edit/personalize/liquid/supported_personalization_tags
 */
const common = {
	external_id: '{{${user_id} | json_escape}}',
	braze_id: '{{${braze_id}}}',
	email: '{{${email_address} | json_escape}}',
	dispatch_id: '{{campaign.${dispatch_id}}}',
};

export const CAMPAIGN_BODY = {
	...common,
	campaign_id: '{{campaign.${api_id}}}',
	campaign_name: '{{campaign.${name} | json_escape}}',
	prize_name: '{{api_trigger_properties.${prize_name} | json_escape}}',
};

export const CANVAS_BODY = {
	...common,
	canvas_id: '{{canvas.${api_id}}}',
	canvas_name: '{{canvas.${name} | json_escape}}',
	prize_name: '{{context.${prize_name} | json_escape}}',
};
