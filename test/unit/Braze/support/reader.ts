import { Client } from '../../../../nodes/Braze/api/client';
import type { Request } from '../../../../nodes/Braze/api/request';
import type { HttpResult } from '../../../../nodes/Braze/api/response';
import { VirtualClock } from '../../../support/virtualClock.mts';

/** A response with a body, of status 200 by default. */
export const jsonResponse = (
	body: unknown,
	status = 200,
	headers: Record<string, string> = {},
): HttpResult => ({
	kind: 'response',
	status,
	headers,
	body,
});

/**
 * A client that reads from a Braze which is a function of the request; time passes only by waiting.
 *
 * @param start in milliseconds since 1970
 */
export function readerOf(braze: (request: Request, call: number) => HttpResult, start = 0) {
	const clock = new VirtualClock(start);
	const requests: Request[] = [];
	const { now, sleep } = clock;
	const transmit = async (request: Request): Promise<HttpResult> => {
		requests.push(request);
		return await Promise.resolve(braze(request, requests.length - 1));
	};
	const client = new Client(
		{ restEndpoint: 'https://rest.example.com', transmit, sleep, now, random: () => 0 },
		{ parallelRequests: 1, maxRetries: 0, maxWait: 0, retryAmbiguous: true },
	);
	return { client, clock, requests };
}
