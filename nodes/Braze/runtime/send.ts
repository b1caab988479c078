import type { SendResult } from '../api/client';
import type { Request } from '../api/request';
import type { Headers } from '../api/retry';

/**
 * Sends one request with the credential, retrying temporary failures.
 *
 * @param idempotent whether sending it twice does no harm; true by default
 * @throws RequestProblem if Braze did not take it
 */
export type Send = (
	request: Request,
	idempotent?: boolean,
) => Promise<{ body: unknown; headers: Headers }>;

/** A request that Braze did not take, as far as is known. */
export class RequestProblem extends Error {
	/** Whether Braze may have taken it all the same, and a second one would count again. */
	readonly mayCount: boolean;

	constructor(
		readonly result: Exclude<SendResult, { kind: 'taken' }>,
		idempotent = true,
	) {
		super(result.message);
		this.mayCount = result.kind === 'unknown' && !idempotent;
	}

	/** Whether it was refused now, but an earlier try may have been taken: its effect may be the reason. */
	get mayBeDone(): boolean {
		return this.result.kind === 'refused' && this.result.mayBeTaken === true;
	}
}
