import type { FieldType } from 'n8n-workflow';

import * as rules from './attributeRules';
import { TEXT_BYTES } from './limits';
import { hasLostLetters, hasTooManyBytes } from './text';

/** A profile field that Braze itself defines. */
interface StandardAttribute {
	name: string;
	/** Set for fields that /users/track accepts; others can only be read. */
	settable?: {
		displayName: string;
		type: FieldType;
		/** Converts a non-empty value to Braze's format; throws ItemError. */
		rule: rules.Rule;
		/** Whether null clears it. */
		nullable: boolean;
	};
	/** Whether /users/export/ids returns it. */
	exported: boolean;
	/** Whether it is returned in the format in which it is set, so that the two can be compared. */
	comparable: boolean;
}

/**
 * Never sent as null: Braze responds to that with an error code, or it would leave a consent unclear.
 * Source: https://www.braze.com/docs/api/endpoints/user_data/post_user_track/
 */
const NEVER_NULL = new Set([
	'current_location',
	'email_click_tracking_disabled',
	'email_open_tracking_disabled',
	'email_subscribe',
	'push_subscribe',
	'push_tokens',
	'subscription_groups',
]);

/**
 * All profile fields that Braze itself defines. Names are case-sensitive: `First_Name` is a custom attribute.
 * Sources: https://www.braze.com/docs/api/objects_filters/user_attributes_object/,
 * https://www.braze.com/docs/api/endpoints/export/user_data/post_users_identifier/
 */
const TABLE: readonly StandardAttribute[] = [
	readOnly('apps'),
	readOnly('attributed_ad'),
	readOnly('attributed_adgroup'),
	readOnly('attributed_campaign'),
	readOnly('attributed_source'),
	readOnly('braze_id'),
	readOnly('campaigns_received'),
	readOnly('canvases_received'),
	readOnly('cards_clicked'),
	comparable('country', 'Country', rules.country),
	readOnly('created_at'),
	// Exported as `last_coordinates`, but Braze's sample contradicts the documented order.
	settable('current_location', 'Current Location', rules.location, 'object'),
	readOnly('custom_attributes'),
	readOnly('custom_events'),
	settable('date_of_first_session', 'Date of First Session', rules.dateTime, 'dateTime'),
	settable('date_of_last_session', 'Date of Last Session', rules.dateTime, 'dateTime'),
	readOnly('devices'),
	comparable('dob', 'Date of Birth', rules.dateOfBirth),
	comparable('email', 'Email', rules.email),
	settable(
		'email_click_tracking_disabled',
		'Email Click Tracking Disabled',
		rules.boolean,
		'boolean',
	),
	settable(
		'email_open_tracking_disabled',
		'Email Open Tracking Disabled',
		rules.boolean,
		'boolean',
	),
	comparable('email_subscribe', 'Email Subscription', rules.subscription),
	readOnly('external_id'),
	settable('facebook', 'Facebook', rules.object, 'object'),
	comparable('first_name', 'First Name', rules.string),
	comparable('gender', 'Gender', rules.gender),
	comparable('home_city', 'Home City', rules.string),
	settable('image_url', 'Image URL', rules.string, 'string'),
	comparable('language', 'Language', rules.language),
	readOnly('last_coordinates'),
	comparable('last_name', 'Last Name', rules.string),
	settable('marked_email_as_spam_at', 'Marked Email as Spam At', rules.dateTime, 'dateTime'),
	comparable('phone', 'Phone', rules.phone),
	readOnly('purchases'),
	comparable('push_subscribe', 'Push Subscription', rules.subscription),
	{ ...settable('push_tokens', 'Push Tokens', rules.pushTokens, 'array'), exported: true },
	readOnly('random_bucket'),
	settable('subscription_groups', 'Subscription Groups', rules.subscriptionGroups, 'array'),
	comparable('time_zone', 'Time Zone', rules.timeZone),
	readOnly('total_revenue'),
	settable('twitter', 'Twitter', rules.object, 'object'),
	readOnly('uninstalled_at'),
	readOnly('user_aliases'),
];

function readOnly(name: string): StandardAttribute {
	return { name, exported: true, comparable: false };
}

function settable(
	name: string,
	displayName: string,
	rule: rules.Rule,
	type: FieldType,
): StandardAttribute {
	const nullable = !NEVER_NULL.has(name);
	return {
		name,
		settable: { displayName, type, rule, nullable },
		exported: false,
		comparable: false,
	};
}

function comparable(name: string, displayName: string, rule: rules.Rule): StandardAttribute {
	return { ...settable(name, displayName, rule, 'string'), exported: true, comparable: true };
}

/** Attributes that can be set, by name. */
export const SETTABLE_ATTRIBUTES: ReadonlyMap<
	string,
	NonNullable<StandardAttribute['settable']>
> = new Map(
	TABLE.flatMap(({ name, settable: details }) => (details ? [[name, details] as const] : [])),
);

/** Attributes that *Send Only Changes* can compare. */
export const COMPARABLE_ATTRIBUTES: ReadonlySet<string> = new Set(
	TABLE.filter((attribute) => attribute.comparable).map(({ name }) => name),
);

/** Fields that /users/export/ids can return. */
export const EXPORTED_FIELDS: readonly string[] = TABLE.filter(({ exported }) => exported).map(
	({ name }) => name,
);

/** Keys of an attributes object that are not attributes, and where to set them instead. */
const RESERVED = new Map([
	['external_id', 'Set it under Identify By instead.'],
	['user_alias', 'Set it under Identify By instead.'],
	['braze_id', 'Set it under Identify By instead.'],
	['_update_existing_only', 'Use the option Update Existing Only instead.'],
	['_merge_objects', 'Use the option Merge Nested Objects instead.'],
	['email_subscription_info', 'Braze does not accept it. Remove it.'],
]);

/** Why a name cannot be that of an attribute; undefined if it can. The text follows the name. */
export function problemOfName(name: string): string | undefined {
	const instead = RESERVED.get(name);
	if (instead !== undefined) return `cannot be set as an attribute. ${instead}`;
	if (hasTooManyBytes(name)) {
		return `has a name of more than ${TEXT_BYTES} bytes, which Braze would cut. Shorten it.`;
	}
	if (hasLostLetters(name)) {
		return 'has a name that has lost letters. Read the data in its own encoding, e.g. UTF-8.';
	}
	return undefined;
}
