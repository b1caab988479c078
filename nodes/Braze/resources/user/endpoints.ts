import { FIFTY_PER_REQUEST } from '../../batch/limits';
import type { Endpoint } from '../../batch/types';

/** An endpoint that takes a list of users or of changes to them. */
export function userEndpoint(path: string, extra: Partial<Endpoint> = {}): Endpoint {
	return { method: 'POST', path, limits: FIFTY_PER_REQUEST, ...extra };
}
