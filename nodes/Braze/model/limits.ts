/** What most endpoints take at once. Source: https://www.braze.com/docs/api/api_limits/#batching-api-requests */
export const IDS_PER_REQUEST = 50;

/** Braze's limit for a body. Source: https://www.braze.com/docs/api/api_limits/ */
export const BODY_BYTES = 4 * 1024 * 1024;

/** Objects of one /users/track request. Source: https://www.braze.com/docs/api/endpoints/user_data/post_user_track/ */
export const TRACK_OBJECTS_PER_REQUEST = 75;

/**
 * The most characters of a text value, of a key inside an object, and of a property's name.
 * Sources: https://www.braze.com/docs/api/objects_filters/user_attributes_object/ ("Custom attribute
 * data types"), https://www.braze.com/docs/api/objects_filters/event_object/, nested custom
 * attributes ("Limitations")
 */
export const TEXT_LENGTH = 255;

/**
 * The most bytes of a name (of an attribute or event) and of a text in an event; Braze cuts longer ones.
 * Source: https://www.braze.com/docs/developer_guide/analytics/
 */
export const TEXT_BYTES = 479;

/**
 * The most properties of an event or a purchase that Braze keeps.
 * Source: https://www.braze.com/docs/user_guide/data/activation/events/custom_events/properties/
 */
export const MOST_PROPERTIES = 256;

/**
 * The most bytes of the properties that fill a message, 50 KB.
 * Sources: https://www.braze.com/docs/api/objects_filters/trigger_properties_object/, context object
 */
export const MESSAGE_PROPERTIES_BYTES = 51_200;

/** Elements of a list of plain values; beyond that, Braze drops the oldest. Source: as above. */
export const LIST_LENGTH = 500;

/** Bytes of a list or object, 100 KB. Source: nested custom attributes, array of objects. */
export const STRUCTURE_BYTES = 102_400;

/** Whether a text has more characters (code points, as Braze counts) than Braze accepts. */
export function isLonger(text: string, characters: number): boolean {
	// A character has at most two code units, so very long texts need not be counted.
	return (
		text.length > 2 * characters || (text.length > characters && charactersOf(text) > characters)
	);
}

/** The number of characters: code points, so that an emoji is one. */
export function charactersOf(text: string): number {
	const pairs = text.match(/[\ud800-\udbff][\udc00-\udfff]/g);
	return text.length - (pairs?.length ?? 0);
}
