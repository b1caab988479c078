import type { Client } from '../batch/deliver';
import type { Reply } from './response';
import { classifyResponse } from './response';
import type { Headers, RetryPolicy } from './retry';
import { waitBeforeRetry } from './retry';

/** An answer that was wanted, or why there is none. */
export type Asked =
	| { kind: 'taken'; body: unknown; headers: Headers }
	| {
			kind: 'refused' | 'busy' | 'failed' | 'denied';
			message: string;
			status?: number;
			retryAfterMs?: number;
	  };

/**
 * Sends one request and retries what passes: rate limits, server errors, broken connections.
 *
 * @param send sends the request once
 * @param permission the API key permission that the endpoint asks for
 * @param repeatable whether sending it twice does no harm, as with a question; if not, what Braze
 *   may have taken is not sent again
 */
export async function ask(
	send: () => Promise<Reply>,
	permission: string,
	{ maxRetries, maxWait }: RetryPolicy,
	client: Pick<Client, 'sleep' | 'now' | 'random'>,
	repeatable = true,
): Promise<Asked> {
	for (let attempt = 0; ; attempt++) {
		const reply = await send();
		const responseClass = classifyResponse(reply, permission);
		if (responseClass.kind === 'taken') {
			const { body, headers } = reply.kind === 'answer' ? reply : { body: undefined, headers: {} };
			return { kind: 'taken', body, headers };
		}
		if (responseClass.kind === 'refused' || responseClass.kind === 'denied') return responseClass;
		if (responseClass.kind === 'failed' && responseClass.ambiguous && !repeatable) {
			return {
				kind: 'failed',
				message: `${responseClass.message}. It is not known whether Braze took it, so it was not sent again.`,
			};
		}
		const busy = responseClass.kind === 'busy' && reply.kind === 'answer';
		const headers = busy ? reply.headers : undefined;
		const wait = waitBeforeRetry(headers, attempt, client.now(), client.random());
		if (attempt >= maxRetries || (busy && wait > maxWait)) {
			return {
				kind: responseClass.kind,
				message: responseClass.message,
				...(busy && { retryAfterMs: wait }),
			};
		}
		await client.sleep(Math.min(wait, maxWait));
	}
}
