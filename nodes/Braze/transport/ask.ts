import type { Courier } from '../batch/deliver';
import type { Reply } from './reply';
import { judge } from './reply';
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
	courier: Pick<Courier, 'sleep' | 'now' | 'random'>,
	repeatable = true,
): Promise<Asked> {
	for (let attempt = 0; ; attempt++) {
		const reply = await send();
		const verdict = judge(reply, permission);
		if (verdict.kind === 'taken') {
			const { body, headers } = reply.kind === 'answer' ? reply : { body: undefined, headers: {} };
			return { kind: 'taken', body, headers };
		}
		if (verdict.kind === 'refused' || verdict.kind === 'denied') return verdict;
		if (verdict.kind === 'failed' && verdict.ambiguous && !repeatable) {
			return {
				kind: 'failed',
				message: `${verdict.message}. It is not known whether Braze took it, so it was not sent again.`,
			};
		}
		const busy = verdict.kind === 'busy' && reply.kind === 'answer';
		const headers = busy ? reply.headers : undefined;
		const wait = waitBeforeRetry(headers, attempt, courier.now(), courier.random());
		if (attempt >= maxRetries || (busy && wait > maxWait)) {
			return { kind: verdict.kind, message: verdict.message, ...(busy && { retryAfterMs: wait }) };
		}
		await courier.sleep(Math.min(wait, maxWait));
	}
}
