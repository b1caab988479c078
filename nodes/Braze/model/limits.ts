/** What most endpoints take at once. Source: https://www.braze.com/docs/api/api_limits/#batching-api-requests */
export const IDS_PER_REQUEST = 50;

/** Braze's limit for a body. Source: https://www.braze.com/docs/api/api_limits/ */
export const BODY_BYTES = 4 * 1024 * 1024;

/** Objects of one /users/track request. Source: https://www.braze.com/docs/api/endpoints/user_data/post_user_track/ */
export const TRACK_OBJECTS_PER_REQUEST = 75;
