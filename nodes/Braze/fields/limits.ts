import type { Limits } from '../batch/types';

/** Braze's limit for a body. Source: https://www.braze.com/docs/api/api_limits/ */
const BODY_BYTES = 4 * 1024 * 1024;

/** What most endpoints take at once. Source: https://www.braze.com/docs/api/api_limits/#batching-api-requests */
export const IDS_PER_REQUEST = 50;

/** The limits of endpoints that take 50 users, recipients, addresses or catalog items. */
export const FIFTY_PER_REQUEST: Limits = {
	objects: IDS_PER_REQUEST,
	per: 'request',
	bytes: BODY_BYTES,
};
