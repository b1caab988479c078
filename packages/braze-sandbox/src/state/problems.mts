export interface Problem {
	code: string;
	sentence: string;
	/** Reported, although the object is taken. */
	isWarning?: boolean;
	/** Reported, and the object is dropped, but the request succeeds even if it holds nothing else. */
	isDropped?: boolean;
}

/**
 * What can be wrong with one object of `/users/track`.
 *
 * braze(track): the codes of errors.
 * inferred: the sentences of errors: some were seen by integrators or are in their tests, the rest
 *   says what the code's line in the table says.
 */
const SENTENCES: Record<string, string> = {
	BAD_DEVICE_ID: "'device_id' must be between 8 and 255 bytes",
	BAD_EMAIL_SUBSCRIPTION_STATE:
		"'email_subscribe' must be one of 'subscribed', 'unsubscribed' or 'opted_in'",
	BAD_LOCATION_UPDATE: "'current_location' must be an object with 'longitude' and 'latitude'",
	BAD_PUSH_SUBSCRIPTION_STATE:
		"'push_subscribe' must be one of 'subscribed', 'unsubscribed' or 'opted_in'",
	BAD_PUSH_TOKEN_APP_ID: "'app_id' of a push token must be an app of this workspace",
	BAD_PUSH_TOKEN_IMPORT:
		"a push token import must contain 'push_tokens' and no 'external_id' or 'braze_id'",
	BAD_PUSH_TOKEN_STRING: "'token' must be a string",
	BAD_PUSH_TOKEN_VALUE: "'push_tokens' must be an array of objects",
	BAD_SUBSCRIPTION_GROUP_ARRAY: "'subscription_groups' must be an array",
	BAD_SUBSCRIPTION_GROUP_HASH:
		"each subscription group must have 'subscription_group_id' and 'subscription_state'",
	BAD_SUBSCRIPTION_GROUP_ID: "'subscription_group_id' must be a valid subscription group UUID",
	BAD_SUBSCRIPTION_GROUP_STATE: "'subscription_state' must be 'subscribed' or 'unsubscribed'",
	BLACKLISTED_EXTERNAL_USER_ID: 'provided external_id is blacklisted and disallowed',
	EMAIL_BAD_FORMAT: "The value provided for the 'email' field is not a valid email.",
	EXTERNAL_USER_ID_TOO_LARGE: "'external_id' must be fewer than 988 bytes",
	INVALID_ATTRIBUTE_EMAIL_SUBSCRIPTION_INFO: "'email_subscription_info' is not a valid attribute",
};

/** Problems without a code in the table: the sentence is all there is, in either style. */
const SENTENCES_ONLY: Record<string, string> = {
	noIdentifier: "'external_id', 'braze_id', 'user_alias', 'email' or 'phone' is required",
	badProperties: "Invalid 'properties' field",
	badQuantity: "'quantity' is not valid",
	// ours: the texts of errors that have no code in Braze's table, as for a missing name or time.
	noPurchases: 'purchases are not available for this workspace',
	notAnObject: 'each entry must be an object',
	twoPrimary: "only one of 'external_id', 'user_alias' or 'braze_id' may be given",
	badExternalId: "'external_id' must be a string",
	badBrazeId: "'braze_id' must be a string",
	badAlias:
		"'user_alias' must be an object with 'alias_name' and 'alias_label' of 1 to 236 bytes each",
	badPhone: "The value provided for the 'phone' field is not a valid phone number.",
	noEventName: "'name' is required",
	noTime: "'time' is required and must be an ISO 8601 date",
	noProductId: "'product_id' is required and must be a string of at most 255 characters",
	// braze(recommended): the text about an unknown currency.
	noCurrency: "'currency' must be an ISO 4217 currency",
	// ours: the text about a missing price.
	noPrice: "'price' is required and must be a number",
};

/** @param name a documented code, or a key of the sentences that have none */
export function problem(name: string): Problem {
	const sentence = SENTENCES[name] ?? SENTENCES_ONLY[name];
	if (!sentence) throw new Error(`Unknown problem '${name}'`);
	return { code: name in SENTENCES ? name : sentence, sentence };
}

/** @param sentence a text that Braze composes, as for eCommerce schemas */
export function said(sentence: string): Problem {
	return { code: sentence, sentence };
}
