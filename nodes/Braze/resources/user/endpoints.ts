import type { Endpoint } from '../../batch/types';
import { FIFTY_PER_REQUEST } from '../../batch/limits';

/** An endpoint that takes lists of users or of changes to them. */
export function userEndpoint(path: string, extra: Partial<Endpoint> = {}): Endpoint {
	return { method: 'POST', path, limits: FIFTY_PER_REQUEST, ...extra };
}
