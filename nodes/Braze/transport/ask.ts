import type { Courier } from '../batch/deliver';
import type { Reply } from './reply';
import { judge } from './reply';
import type { RetryPolicy } from './retry';
import { waitBeforeRetry } from './retry';

/** An answer that was wanted, or why there is none. */
export type Asked =
	| { kind: 'taken'; body: unknown }
	| { kind: 'refused' | 'busy' | 'failed' | 'denied'; message: string; retryAfterMs?: number };

/**
 * Sends one request that may be sent twice without harm, such as a question, and retries what
 * passes: rate limits, server errors, broken connections.
 *
 * @param send sends the request once
 * @param permission the API key permission that the endpoint asks for
 */
export async function ask(
	send: () => Promise<Reply>,
	permission: string,
	{ maxRetries, maxWait }: RetryPolicy,
	courier: Pick<Courier, 'sleep' | 'now' | 'random'>,
): Promise<Asked> {
	for (let attempt = 0; ; attempt++) {
		const reply = await send();
		const verdict = judge(reply, permission);
		if (verdict.kind === 'taken') {
			return { kind: 'taken', body: reply.kind === 'answer' ? reply.body : undefined };
		}
		if (verdict.kind === 'refused' || verdict.kind === 'denied') return verdict;
		const busy = verdict.kind === 'busy' && reply.kind === 'answer';
		const headers = busy ? reply.headers : undefined;
		const wait = waitBeforeRetry(headers, attempt, courier.now(), courier.random());
		if (attempt >= maxRetries || (busy && wait > maxWait)) {
			return { kind: verdict.kind, message: verdict.message, ...(busy && { retryAfterMs: wait }) };
		}
		await courier.sleep(Math.min(wait, maxWait));
	}
}
