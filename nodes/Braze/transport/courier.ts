import type { IExecuteFunctions } from 'n8n-workflow';
import { OperationalError, sleep } from 'n8n-workflow';

import type { Courier } from '../batch/deliver';
import { call } from './request';

/** Longest single sleep in milliseconds: how late a cancelled execution is noticed. */
const SLICE = 250;

/**
 * Delivers through n8n. Cancelling the execution ends requests (n8n's helper does that) and waits.
 *
 * @param timeout milliseconds for one request
 */
export function createCourier(context: IExecuteFunctions, timeout: number): Courier {
	const signal = context.getExecutionCancelSignal();
	const stopIfCancelled = () => {
		if (signal?.aborted) throw new OperationalError('The execution was cancelled');
	};
	return {
		post: async ({ method, path }, body) => {
			stopIfCancelled();
			return await call(context, { method, path, body, timeout });
		},
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
