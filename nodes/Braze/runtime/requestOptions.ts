import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ClientSettings } from '../api/client';

/** The default timeout of a request, in milliseconds. */
export const DEFAULT_TIMEOUT = 30_000;

/** Options about sending requests, which all operations share. */
export const deliveryOptions: INodeProperties[] = [
	{
		displayName: 'Max Retries',
		name: 'maxRetries',
		type: 'number',
		noDataExpression: true,
		typeOptions: { minValue: 0, maxValue: 20 },
		default: 5,
		description:
			'How often to send a request again after a rate limit, a server error or a lost connection. Use fewer if somebody waits for the result.',
	},
	{
		displayName: 'Max Wait (Seconds)',
		name: 'maxWait',
		type: 'number',
		noDataExpression: true,
		typeOptions: { minValue: 0 },
		default: 60,
		description:
			'The longest time to wait before sending a request again. Use more for large runs that may take long. If Braze asks for more, the remaining items fail as not sent.',
	},
	{
		displayName: 'Parallel Requests',
		name: 'parallelRequests',
		type: 'number',
		noDataExpression: true,
		typeOptions: { minValue: 1, maxValue: 50 },
		default: 32,
		description:
			'The maximum number of requests at the same time. The node uses fewer if Braze is slow or limits the rate. Changes to the same user always stay in order.',
	},
	{
		displayName: 'Send Again If Unsure',
		name: 'retryAmbiguous',
		type: 'boolean',
		noDataExpression: true,
		default: true,
		description:
			'Whether to send a request again when it is unknown whether Braze accepted it, such as after a timeout. Events, purchases and increments may then count twice; turn it off where that is worse than a failed item.',
	},
	{
		displayName: 'Timeout (Milliseconds)',
		name: 'timeout',
		type: 'number',
		noDataExpression: true,
		typeOptions: { minValue: 1 },
		default: DEFAULT_TIMEOUT,
		description:
			'How long to wait for the response to a request. Use more if responses get lost in a slow network.',
	},
];

/** How requests are sent. */
export interface RequestSettings extends ClientSettings {
	/** Milliseconds after which a request is given up. */
	timeout: number;
}

/**
 * Reads {@link deliveryOptions} and applies their defaults.
 *
 * @param retryAmbiguous the default of "Send Again If Unsure"; `never`: off, whatever is set
 */
export function readRequestSettings(
	options: IDataObject,
	retryAmbiguous: boolean | 'never' = true,
): RequestSettings {
	const number = (name: string, fallback: number, least: number) => {
		const value = Number(options[name] ?? fallback);
		return Number.isFinite(value) ? Math.max(least, value) : fallback;
	};
	return {
		maxRetries: Math.floor(number('maxRetries', 5, 0)),
		maxWait: number('maxWait', 60, 0) * 1000,
		parallelRequests: Math.floor(number('parallelRequests', 32, 1)),
		retryAmbiguous:
			retryAmbiguous !== 'never' && (options.retryAmbiguous ?? retryAmbiguous) !== false,
		timeout: number('timeout', DEFAULT_TIMEOUT, 1),
	};
}
