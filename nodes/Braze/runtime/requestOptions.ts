import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ClientSettings } from '../api/client';

/** How long a request may take unless the user says otherwise, in milliseconds. */
export const DEFAULT_TIMEOUT = 30_000;

/** Entries of an Options collection that say how requests are sent; shared by all operations. */
export const deliveryOptions: INodeProperties[] = [
	{
		displayName: 'Max Retries',
		name: 'maxRetries',
		type: 'number',
		noDataExpression: true,
		typeOptions: { minValue: 0, maxValue: 20 },
		default: 5,
		description:
			'How often a request is sent again after a rate limit, a server error or a broken connection',
	},
	{
		displayName: 'Max Wait (Seconds)',
		name: 'maxWait',
		type: 'number',
		noDataExpression: true,
		typeOptions: { minValue: 0 },
		default: 60,
		description:
			'The longest wait before a request is sent again. If Braze asks for a longer one, the rest of the items is reported as not sent.',
	},
	{
		displayName: 'Parallel Requests',
		name: 'parallelRequests',
		type: 'number',
		noDataExpression: true,
		typeOptions: { minValue: 1, maxValue: 50 },
		default: 32,
		description:
			'How many requests may be under way at once. Fewer are where Braze is slow or limits the rate: the number is found while sending. The order of one user’s changes is kept whatever the number.',
	},
	{
		displayName: 'Retry Ambiguous Failures',
		name: 'retryAmbiguous',
		type: 'boolean',
		noDataExpression: true,
		default: true,
		description:
			'Whether to send again after a timeout, a broken connection or a server error what Braze may have taken already. If only the answer was lost, its events, purchases and increments count twice. If off, such items are reported as failed.',
	},
	{
		displayName: 'Timeout (Milliseconds)',
		name: 'timeout',
		type: 'number',
		noDataExpression: true,
		typeOptions: { minValue: 1 },
		default: DEFAULT_TIMEOUT,
		description: 'How long to wait for an answer to one request',
	},
];

/** How to send, from an Options collection. */
export interface RequestSettings extends ClientSettings {
	/** Milliseconds until a request is given up. */
	timeout: number;
}

/**
 * Reads {@link deliveryOptions}, with their defaults.
 *
 * @param retryAmbiguous what "Retry Ambiguous Failures" is if not set; `never`: off whatever is set
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
