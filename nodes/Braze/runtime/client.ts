import {
	type ICredentialsDecrypted,
	type IExecuteFunctions,
	type ILoadOptionsFunctions,
	OperationalError,
	sleep,
} from 'n8n-workflow';

import { cleanApiKey } from '../api/apiKey';
import { Client } from '../api/client';
import { restEndpointOf } from '../api/instances';
import { redactor } from '../api/redact';
import { SharedLimits } from '../api/sharedLimits';
import { steadyClock } from '../api/steadyClock';
import { readCredential } from './credential';
import { DEFAULT_TIMEOUT, type RequestSettings } from './requestOptions';
import { transmit } from './transmit';

/** Longest single sleep in milliseconds, so that a cancelled execution is noticed in time. */
const SLICE = 250;

/** Shared by all executions in this process. */
const clock = steadyClock(() => Date.now());
const limits = new SharedLimits(clock);

/**
 * A client that sends through n8n. Cancelling the execution ends its waits, and its requests (n8n's
 * helper does that).
 *
 * @param permission of the endpoint that it sends to. Executions share what they learn about its rate
 *   limit; without a permission nothing is shared.
 */
export function createClient(
	context: IExecuteFunctions | ILoadOptionsFunctions,
	credential: ICredentialsDecrypted,
	settings: RequestSettings,
	permission?: string,
): Client {
	const signal =
		'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
	const stopIfCancelled = () => {
		if (signal?.aborted) throw new OperationalError('The execution was cancelled');
	};
	const { data = {} } = credential;
	const apiKey = cleanApiKey(data.apiKey);
	const restEndpoint = restEndpointOf(data);
	const redact = redactor(apiKey);
	const transmission = { credential, timeout: settings.timeout, redact };
	return new Client(
		{
			restEndpoint,
			transmit: async (request) => {
				stopIfCancelled();
				const reply = await transmit(context, request, transmission);
				stopIfCancelled();
				return reply;
			},
			sleep: async (milliseconds) => {
				for (let left = milliseconds; left > 0; left -= SLICE) {
					stopIfCancelled();
					await sleep(Math.min(left, SLICE));
				}
				stopIfCancelled();
			},
			now: clock,
			random: () => Math.random(),
		},
		settings,
		permission === undefined ? undefined : limits.of(restEndpoint, apiKey, permission),
	);
}

/** A client for n8n's editor, where a person is waiting for a list: it never retries. */
export async function createEditorClient(context: ILoadOptionsFunctions): Promise<Client> {
	return createClient(context, await readCredential(context), {
		parallelRequests: 1,
		maxRetries: 0,
		maxWait: 0,
		retryAmbiguous: false,
		timeout: DEFAULT_TIMEOUT,
	});
}
