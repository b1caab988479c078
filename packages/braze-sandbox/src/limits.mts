import { isObject } from './state/values.mts';

/** Requests that share a rate limit. */
export interface Limit {
	/** Distinguishes the counters. */
	name: string;
	limit: number;
	windowSeconds: number;
}

const MINUTE = 60;
const HOUR = 3600;

// braze(limits): the limit of each endpoint.
const TRACK: Limit = { name: 'track', limit: 3_000, windowSeconds: 3 };
const USERS: Limit = { name: 'users', limit: 20_000, windowSeconds: MINUTE };
const RENAME: Limit = { name: 'rename', limit: 1_000, windowSeconds: MINUTE };
const REMOVE: Limit = { name: 'remove', limit: 1_000, windowSeconds: MINUTE };
const EXPORT: Limit = { name: 'export', limit: 250, windowSeconds: MINUTE };
const EXPORT_FIELDS: Limit = { name: 'export of fields', limit: 40, windowSeconds: 1 };
const SUBSCRIPTIONS: Limit = { name: 'subscriptions', limit: 5_000, windowSeconds: MINUTE };
const BROADCAST: Limit = { name: 'broadcast', limit: 250, windowSeconds: MINUTE };
const NAMES: Limit = { name: 'names', limit: 1_000, windowSeconds: HOUR };
const CATALOGS: Limit = { name: 'catalogs', limit: 50, windowSeconds: MINUTE };
const CATALOG_ITEMS: Limit = { name: 'catalog items', limit: 16_000, windowSeconds: MINUTE };
const PREFERENCES: Limit = { name: 'preference centers', limit: 1_000, windowSeconds: MINUTE };
const SEND_IDS: Limit = { name: 'send IDs', limit: 100, windowSeconds: 24 * HOUR };
const DEFAULT: Limit = { name: 'default', limit: 250_000, windowSeconds: HOUR };

const BY_PATH: Record<string, Limit> = {
	'/users/track': TRACK,
	'/users/delete': USERS,
	'/users/alias/new': USERS,
	'/users/alias/update': USERS,
	'/users/identify': USERS,
	'/users/merge': USERS,
	'/users/external_ids/rename': RENAME,
	'/users/external_ids/remove': REMOVE,
	'/subscription/status/set': SUBSCRIPTIONS,
	'/v2/subscription/status/set': SUBSCRIPTIONS,
	'/custom_attributes': NAMES,
	'/events': NAMES,
	'/events/list': NAMES,
	'/purchases/product_list': NAMES,
	'/sends/id/create': SEND_IDS,
};

/** Paths that can send a broadcast. */
const SENDS = /\/trigger\/(send|schedule\/create)$|^\/messages\/send$/;

/** Slower fields: an export that asks for them has the lower limit. */
const SLOW_FIELDS = ['canvases_received', 'campaigns_received'];

function limitOfExport(body: unknown): Limit {
	const fields = isObject(body) ? body.fields_to_export : undefined;
	if (!Array.isArray(fields)) return EXPORT;
	return SLOW_FIELDS.some((name) => fields.includes(name)) ? EXPORT : EXPORT_FIELDS;
}

/**
 * The documented limit that a request counts against. Left out: 10 broadcasts a minute for each
 * audience, and what depends on a contract (`/users/track` under MAU contracts).
 *
 * @param path as routed, with `:parameters`
 */
export function limitOf(method: string, path: string, body: unknown): Limit {
	if (path === '/users/export/ids') return limitOfExport(body);
	if (path.startsWith('/preference_center')) return PREFERENCES;
	if (SENDS.test(path)) {
		return isObject(body) && body.broadcast === true ? BROADCAST : DEFAULT;
	}
	if (!path.startsWith('/catalogs')) return BY_PATH[path] ?? DEFAULT;
	const isBulk = path.endsWith('/items') && method !== 'GET';
	return isBulk ? CATALOG_ITEMS : CATALOGS;
}
