const DOCS = 'https://www.braze.com/docs';
const ENDPOINTS = `${DOCS}/api/endpoints`;
const USERS = `${ENDPOINTS}/user_data`;
const OBJECTS = `${DOCS}/api/objects_filters`;
const CUSTOM_DATA = `${DOCS}/user_guide/data/activation`;

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
};
