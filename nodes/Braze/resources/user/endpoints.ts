import type { Endpoint } from '../../batch/types';
import { FIFTY_PER_REQUEST } from '../../batch/limits';

/** An endpoint that takes lists of users or of changes to them. */
export function userEndpoint(path: string, extra: Partial<Endpoint> = {}): Endpoint {
	return { method: 'POST', path, limits: FIFTY_PER_REQUEST, ...extra };
}

/** What an external ID's changes are kept in order by; the same text as Track User's key. */
export function externalIdKey(externalId: string): string {
	return `external_id:${externalId}`;
}

/** What an alias's changes are kept in order by; the same text as a user identifier's key. */
export function aliasKey(label: string, name: string): string {
	return `alias:${JSON.stringify([label, name])}`;
}
