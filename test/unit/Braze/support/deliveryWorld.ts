import { Client, type ClientSettings, type Transport } from '../../../../nodes/Braze/api/client';
import type { HttpResult } from '../../../../nodes/Braze/api/response';
import { Capacity } from '../../../../nodes/Braze/batch/capacity';
import type { Delivery } from '../../../../nodes/Braze/batch/deliver';
import { Outcomes } from '../../../../nodes/Braze/batch/outcomes';
import type { Endpoint, Limits, RequestObject } from '../../../../nodes/Braze/batch/types';

/** The content of a request object in these tests. */
export interface Thing {
	n: number;
	bad?: boolean;
	text?: string;
}

export const response = (status: number, body: unknown = {}, headers = {}): HttpResult => ({
	kind: 'response',
	status,
	headers,
	body,
});

export const OK = response(201, { message: 'success' });

/** The connection broke after Braze may have got the request. */
export const LOST: HttpResult = {
	kind: 'none',
	reached: true,
	reason: 'the connection was closed',
};

export const object = (
	n: number,
	extra: Partial<RequestObject> = {},
	bad = false,
): RequestObject => ({
	array: 'attributes',
	content: bad ? { n, bad } : { n },
	items: [n],
	idempotent: true,
	...extra,
});

/** An event of an item, with its place among the item's events. */
export const event = (n: number, item: number, position: number, bad = false): RequestObject =>
	object(n, { array: 'events', items: [item], position, idempotent: false }, bad);

export const delivery = (
	limits: Partial<Limits> = {},
	endpoint: Partial<Endpoint> = {},
): Delivery => {
	const all: Limits = { objects: 75, per: 'request', bytes: 4_000_000, ...limits };
	return {
		endpoint: { method: 'POST', path: '/users/track', limits: all, ...endpoint },
		permission: 'users.track',
		capacity: new Capacity(all),
	};
};

/** Braze as a function of the things in a request; time passes only by waiting. */
export function world(
	braze: (things: Thing[], call: number, body: string) => HttpResult,
	settings: Partial<ClientSettings> = {},
) {
	const requests: Thing[][] = [];
	const waits: number[] = [];
	let time = 0;
	const transport: Transport = {
		restEndpoint: 'https://rest.example.com',
		transmit: async ({ body }) => {
			const text = body as string;
			const things = Object.values(JSON.parse(text) as Record<string, Thing[]>).flat();
			requests.push(things);
			return await Promise.resolve(braze(things, requests.length - 1, text));
		},
		sleep: async (milliseconds) => {
			waits.push(milliseconds);
			time += milliseconds;
			return await Promise.resolve();
		},
		now: () => time,
		random: () => 0.5,
	};
	const client = new Client(transport, {
		parallelRequests: 4,
		maxRetries: 3,
		maxWait: 1000,
		retryAmbiguous: true,
		...settings,
	});
	return { client, requests, waits, outcomes: new Outcomes() };
}
