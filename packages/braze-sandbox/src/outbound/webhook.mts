import { HALTED, type HostHealth } from './health.mts';
import type { Outgoing, Reply } from './post.mts';

/** braze(webhook): 408, 429 and 5xx are sent again up to five times, with growing pauses. */
const MAX_RETRIES = 5;

/** What sending needs. */
export interface Sending {
	/** Sends once, and notes it. */
	attempt: (request: Outgoing) => Promise<Reply>;
	/** Waits before the n-th retry, at least as long as the receiver asks. */
	pause: (retry: number, leastMs: number) => Promise<void>;
	isStopped: () => boolean;
}

const isRetried = (status: number): boolean => status === 408 || status === 429 || status >= 500;

/**
 * Sends a webhook as Braze does.
 *
 * braze(webhook): 2xx is received; 3xx and other 4xx are neither received nor sent again.
 * braze(troubleshooting): a halted request is sent again, a few times.
 *
 * @returns whether it was received
 */
export async function sendWebhook(
	request: Outgoing,
	{ attempt, pause, isStopped }: Sending,
	health: HostHealth,
): Promise<boolean> {
	for (let retry = 1; ; retry++) {
		const halted: Reply = { status: HALTED, retryAfterMs: 0 };
		const { status, retryAfterMs } = health.isHalted(request.url) ? halted : await attempt(request);
		health.note(request.url, status);
		if (status >= 200 && status < 300) return true;
		if (!isRetried(status) || retry > MAX_RETRIES || isStopped()) return false;
		await pause(retry, retryAfterMs);
		if (isStopped()) return false;
	}
}
