import { sleep } from 'n8n-workflow';

/** The parts of a response that tell what n8n answered. */
export interface WatchedResponse {
	statusCode: number;
	/** Whether n8n has written its answer, even if nobody was there any more to read it. */
	writableEnded: boolean;
	once(event: 'finish' | 'close', listener: () => void): unknown;
}

/** How long n8n may still take to answer a caller who has hung up, in milliseconds. */
const GRACE = 1_000;
const POLL = 20;

/**
 * Watches a response from now on.
 *
 * n8n answers a call whose workflow it starts only once it has stored the execution, so a success
 * means "stored". A caller who hangs up early doesn't change that: what counts is the answer n8n
 * wrote, not whether it was read.
 * @returns a function to call when the submissions are handed to n8n; its promise tells whether they
 * were stored, and never rejects
 */
export function watchAnswer(response: WatchedResponse): () => Promise<boolean> {
	let finished = false;
	const over = new Promise<void>((resolve) => {
		response.once('finish', () => {
			finished = true;
			resolve();
		});
		response.once('close', resolve);
	});
	return async () => {
		await over;
		const isAnswered = () => finished || response.writableEnded;
		for (let waited = 0; !isAnswered() && waited < GRACE; waited += POLL) await sleep(POLL);
		return isAnswered() && response.statusCode >= 200 && response.statusCode < 300;
	};
}
