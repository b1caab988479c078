import type { ICredentialsDecrypted, IExecuteFunctions } from 'n8n-workflow';
import { OperationalError, sleep } from 'n8n-workflow';

import type { Client } from '../batch/deliver';
import type { Call } from '../api/request';
import { call } from '../api/request';
import type { Reply } from '../api/response';

/** Longest single sleep in milliseconds: how late a cancelled execution is noticed. */
const SLICE = 250;

/** A {@link Client} that also takes single calls, within the same time limit. */
export interface N8nClient extends Client {
	call: (request: Omit<Call, 'timeout'>) => Promise<Reply>;
}

/**
 * Delivers through n8n. Cancelling the execution ends requests (n8n's helper does that) and waits.
 *
 * @param timeout milliseconds for one request
 */
export function createClient(
	context: IExecuteFunctions,
	credential: ICredentialsDecrypted,
	timeout: number,
): N8nClient {
	const signal = context.getExecutionCancelSignal();
	const stopIfCancelled = () => {
		if (signal?.aborted) throw new OperationalError('The execution was cancelled');
	};
	const send = async (request: Omit<Call, 'timeout'>) => {
		stopIfCancelled();
		return await call(context, { ...request, timeout }, credential);
	};
	return {
		call: send,
		post: async ({ method, path }, body) => await send({ method, path, body }),
		sleep: async (milliseconds) => {
			for (let left = milliseconds; left > 0; left -= SLICE) {
				stopIfCancelled();
				await sleep(Math.min(left, SLICE));
			}
			stopIfCancelled();
		},
		now: () => Date.now(),
		random: () => Math.random(),
	};
}
