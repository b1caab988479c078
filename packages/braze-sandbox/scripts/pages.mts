const DOCS = 'https://www.braze.com/docs';
const ENDPOINTS = `${DOCS}/api/endpoints`;
const USERS = `${ENDPOINTS}/user_data`;
const OBJECTS = `${DOCS}/api/objects_filters`;
const GUIDE = `${DOCS}/user_guide`;
const CUSTOM_DATA = `${GUIDE}/data/activation`;

/** Braze's pages by the names that marks in the code use: title and address. */
export const PAGES: Record<string, readonly [string, string]> = {
	errors: ['Errors and responses', `${DOCS}/api/errors`],
	limits: ['Rate limits', `${DOCS}/api/api_limits`],
	track: ['Create and update users', `${USERS}/post_user_track`],
	identify: ['Identify users', `${USERS}/post_user_identify`],
	alias: ['Create new user aliases', `${USERS}/post_user_alias`],
	'rename alias': ['Update user aliases', `${USERS}/post_users_alias_update`],
	delete: ['Delete users', `${USERS}/post_user_delete`],
	merge: ['Merge users', `${USERS}/post_users_merge`],
	rename: ['Rename external IDs', `${USERS}/external_id_migration/post_external_ids_rename`],
	remove: ['Remove external IDs', `${USERS}/external_id_migration/post_external_ids_remove`],
	export: ['Export users by identifier', `${ENDPOINTS}/export/user_data/post_users_identifier`],
	subscriptions: [
		'Update subscription group status',
		`${ENDPOINTS}/subscription_groups/post_update_user_subscription_group_status_v2`,
	],
	campaign: [
		'Send campaigns by API-triggered delivery',
		`${ENDPOINTS}/messaging/send_messages/post_send_triggered_campaigns`,
	],
	canvas: [
		'Send Canvases by API-triggered delivery',
		`${ENDPOINTS}/messaging/send_messages/post_send_triggered_canvases`,
	],
	transactional: [
		'Send transactional emails',
		`${ENDPOINTS}/messaging/send_messages/post_send_transactional_message`,
	],
	recipients: ['Recipients object', `${OBJECTS}/recipient_object`],
	catalogs: ['Catalogs', `${ENDPOINTS}/catalogs`],
	attributes: ['User attributes object', `${OBJECTS}/user_attributes_object`],
	languages: ['Language codes', `${DOCS}/user_guide/data/unification/user_data/language_codes`],
	event: ['Event object', `${OBJECTS}/event_object`],
	purchase: ['Purchase object', `${OBJECTS}/purchase_object`],
	'alias object': ['User alias object', `${OBJECTS}/user_alias_object`],
	purchases: ['Purchase events', `${CUSTOM_DATA}/events/purchase_events`],
	'data types': ['Data types', `${CUSTOM_DATA}/custom_data/data_types`],
	'custom attributes': ['Custom attributes', `${CUSTOM_DATA}/attributes/custom_attributes`],
	nested: [
		'Nested custom attributes',
		`${DOCS}/user_guide/data/custom_data/custom_attributes/nested_custom_attribute_support`,
	],
	objects: [
		'Array of objects',
		`${DOCS}/user_guide/data/custom_data/custom_attributes/array_of_objects`,
	],
	'subscriptions V1': [
		'Update subscription group status (V1)',
		`${ENDPOINTS}/subscription_groups/post_update_user_subscription_group_status`,
	],
	'campaign analytics': [
		'Export campaign analytics',
		`${ENDPOINTS}/export/campaigns/get_campaign_analytics`,
	],
	'campaign list': ['Export campaigns list', `${ENDPOINTS}/export/campaigns/get_campaigns`],
	'trigger properties': ['Trigger properties object', `${OBJECTS}/trigger_properties_object`],
	context: ['Context object', `${OBJECTS}/context_object`],
	audience: ['Connected audience object', `${OBJECTS}/connected_audience`],
	'identify object': ['Aliases to identify object', `${OBJECTS}/aliases_to_identify`],
	email: ['Email validation', `${GUIDE}/channels/email/email_setup/email_validation`],
	'email subscriptions': ['Email subscriptions', `${GUIDE}/channels/email/subscriptions`],
	encryption: [
		'Identifier field-level encryption',
		`${GUIDE}/data/infrastructure/field_level_encryption`,
	],
	'email preferences': [
		'Email preferences',
		`${GUIDE}/administer/global/workspace_settings/email_preferences`,
	],
	'email faq': ['Email FAQ', `${GUIDE}/channels/email/faq`],
	phones: [
		'User phone numbers (SMS)',
		`${GUIDE}/channels/sms_mms_and_rcs/message_setup/user_phone_numbers`,
	],
	whatsapp: [
		'User phone numbers (WhatsApp)',
		`${GUIDE}/channels/whatsapp/whatsapp_setup/user_phone_numbers`,
	],
	analytics: ['Analytics', `${DOCS}/developer_guide/analytics`],
	managing: ['Managing custom data', `${CUSTOM_DATA}/custom_data/managing_custom_data`],
	blocklist: ['Blocklist custom data', `${CUSTOM_DATA}/custom_data/blocklist_custom_data`],
	'standard attributes': ['Standard attributes', `${CUSTOM_DATA}/attributes/standard_attributes`],
	properties: [
		'Custom event properties',
		`${CUSTOM_DATA}/events/custom_events/custom_event_properties`,
	],
	recommended: ['Recommended events', `${CUSTOM_DATA}/events/recommended_events`],
	're-eligibility': ['Re-eligibility', `${GUIDE}/messaging/messaging_fundamentals/re_eligibility`],
	'canvas faq': ['Canvas FAQs', `${GUIDE}/messaging/canvas/faqs`],
	'currents faq': ['Braze Currents FAQ', `${GUIDE}/data/distribution/braze_currents/faq`],
	currents: [
		'Custom Currents export',
		`${GUIDE}/data/distribution/braze_currents/setting_up_currents/custom_http_connector`,
	],
	engagement: [
		'Message engagement events',
		`${GUIDE}/data/distribution/braze_currents/event_glossary/message_engagement_events`,
	],
	webhook: ['Create a webhook', `${GUIDE}/channels/webhooks/create_a_webhook`],
	troubleshooting: [
		'Troubleshoot webhook and Connected Content requests',
		`${GUIDE}/messaging/design_and_edit/personalize/connected_content/troubleshooting_webhooks_and_connected_content`,
	],
	liquid: [
		'Supported personalization tags',
		`${GUIDE}/messaging/design_and_edit/personalize/liquid/supported_personalization_tags`,
	],
	lifecycle: [
		'User profile lifecycle',
		`${GUIDE}/data/unification/user_data/user_profile_lifecycle`,
	],
	'merge behavior': [
		'Merge behavior',
		`${GUIDE}/audience/manage_audience/merge_duplicate_users/merge_behavior`,
	],
	schedule: ['Schedule object', `${OBJECTS}/schedule_object`],
	'schedule messages': [
		'Update scheduled messages',
		`${ENDPOINTS}/messaging/schedule_messages/post_update_scheduled_messages`,
	],
	messages: [
		'Send messages immediately',
		`${ENDPOINTS}/messaging/send_messages/post_send_messages`,
	],
	details: ['Export campaign details', `${ENDPOINTS}/export/campaigns/get_campaign_details`],
	'hard bounces': ['List hard-bounced emails', `${ENDPOINTS}/email/get_list_hard_bounces`],
	'blocklist emails': ['Blocklist email addresses', `${ENDPOINTS}/email/post_blocklist`],
	'invalid phones': ['List invalid phone numbers', `${ENDPOINTS}/sms/get_query_invalid_numbers`],
	'remove invalid phones': [
		'Remove invalid phone numbers',
		`${ENDPOINTS}/sms/post_remove_invalid_numbers`,
	],
	'preference center URL': [
		'Generate preference center URL',
		`${ENDPOINTS}/preference_center/get_create_url_preference_center`,
	],
	'export segment': ['Export users by segment', `${ENDPOINTS}/export/user_data/post_users_segment`],
};
