import { BODY_BYTES, IDS_PER_REQUEST } from '../model/limits';
import type { Limits } from './types';

/** The limits of endpoints that take 50 users, recipients, addresses or catalog items. */
export const FIFTY_PER_REQUEST: Limits = {
	objects: IDS_PER_REQUEST,
	per: 'request',
	bytes: BODY_BYTES,
};
