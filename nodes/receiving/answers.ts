import type { Answer, GivenAnswer } from './answered';
import type { ResponseMode } from './responseMode';

/** The sender must send again, after so many seconds. */
const retryAfter = (seconds: number): Answer => ({
	status: 503,
	body: { status: 'retry' },
	headers: { 'Retry-After': String(seconds) },
});

/** Not known to be accepted. */
export const RETRY = retryAfter(1);
/** Too many calls wait: a second would not change that. */
export const BUSY = retryAfter(5);

/** The workflow was waited for, and did not succeed. */
export const FAILED: Answer = {
	status: 500,
	body: {
		status: 'failed',
		error: 'The workflow failed or was lost. Check its executions in n8n.',
	},
};

/**
 * How a call that started an execution is answered, and what that tells about the execution.
 *
 * `onReceived`: a success means that n8n has stored it. `lastNode`: a success with an empty body means
 * that the workflow has succeeded. A success with a body is n8n's when it has no data of the execution
 * (it was cancelled or counted as crashed, say): nobody knows how that went.
 */
export function answering(
	mode: ResponseMode,
	accepted: Answer,
	confirm: (isAccepted: boolean) => void,
) {
	return ({ status, isEmpty }: GivenAnswer): Answer | undefined => {
		const isSuccess = status >= 200 && status < 300;
		const isAccepted = isSuccess && (isEmpty || mode === 'onReceived');
		confirm(isAccepted);
		if (isAccepted) return accepted;
		return isSuccess ? FAILED : undefined;
	};
}
