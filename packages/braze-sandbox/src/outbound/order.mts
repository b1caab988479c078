import type { Sandbox } from '../sandbox.mts';
import { dispatchId } from '../state/messages.mts';
import { isList, isObject, isText } from '../state/values.mts';
import type { Json } from '../types.mts';
import { eventOf } from './events.mts';
import type { Delivery } from './outbox.mts';
import { loopbackUrl } from './post.mts';

type Order = (sandbox: Sandbox, order: Json) => Promise<Delivery>;

const textOr = (value: unknown, otherwise: string): string => (isText(value) ? value : otherwise);

/** braze(transactional): the body of a status, and the time that each has. */
function statusOf(order: Json, now: Date): Json {
	const status = textOr(order.status, 'sent');
	return {
		dispatch_id: textOr(order.dispatch_id, dispatchId()),
		status,
		metadata: {
			...(isText(order.reason) && { reason: order.reason }),
			[`${status}_at`]: now.toISOString(),
			campaign_api_id: textOr(order.campaign_id, 'campaign'),
			...(isText(order.external_send_id) && { external_send_id: order.external_send_id }),
		},
	};
}

const ORDERS: Record<string, Order> = {
	currents: async ({ outbox, clock }, { url, token, events }) => {
		if (!isList(events)) throw new TypeError("'events' must be a list");
		const settings = {
			url: loopbackUrl(url),
			token: isText(token) ? token : null,
			events: null,
		};
		const filled = events.map((event) => eventOf(isObject(event) ? event : {}, clock.date()));
		return await outbox.currents(settings, filled);
	},
	webhook: async ({ outbox }, { url, headers, body }) => {
		const own = isObject(headers) ? (headers as Record<string, string>) : {};
		return await outbox.webhook({
			url: loopbackUrl(url),
			headers: { 'content-type': 'application/json', ...own },
			body: isText(body) ? body : JSON.stringify(body ?? {}),
		});
	},
	transactional: async ({ outbox, clock }, { url, ...order }) =>
		await outbox.json(loopbackUrl(url), statusOf(order, clock.date())),
	export: async ({ outbox }, { url, file }) =>
		// braze(export segment): `url` is missing with cloud storage of one's own.
		await outbox.json(loopbackUrl(url), { success: true, ...(isText(file) && { url: file }) }),
};

/**
 * Sends what is ordered, by Braze's rules, and waits until it has ended.
 *
 * @throws {TypeError} saying what is wrong
 */
export async function sendOrder(sandbox: Sandbox, order: unknown): Promise<Delivery> {
	const source = isObject(order) ? String(order.source) : '';
	if (!isObject(order) || !Object.hasOwn(ORDERS, source)) {
		throw new TypeError(`'source' must be one of ${Object.keys(ORDERS).join(', ')}`);
	}
	return await ORDERS[source](sandbox, order);
}
