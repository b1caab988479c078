import { BODY_BYTES, IDS_PER_REQUEST, TRACK_OBJECTS_PER_REQUEST } from '../model/limits';
import type { Limits } from './types';

/** For endpoints that take 50 users, recipients, addresses or catalog items a request. */
export const FIFTY_PER_REQUEST: Limits = {
	objects: IDS_PER_REQUEST,
	per: 'request',
	bytes: BODY_BYTES,
};

/** How much one /users/track request may hold. */
export const TRACK_LIMITS: Limits = {
	objects: TRACK_OBJECTS_PER_REQUEST,
	per: 'request',
	bytes: BODY_BYTES,
};
