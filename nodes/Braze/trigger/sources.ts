import type { IDataObject } from 'n8n-workflow';

import { isObject, readEntries, type Rejections } from '../../receiving/entries';
import { isUnset } from '../model/nothing';

/** What in Braze can send to a URL. */
export type Source = 'currents' | 'export' | 'transactional' | 'webhook';

/** The sources as the editor shows them, sorted. */
export const SOURCES: ReadonlyArray<{ name: string; value: Source; description: string }> = [
	{
		name: 'Campaign or Canvas Webhook',
		value: 'webhook',
		description: 'The body that you write in a webhook campaign or a webhook step of a Canvas',
	},
	{
		name: 'Currents Event',
		value: 'currents',
		description: 'Opens, clicks, bounces, unsubscribes, conversions and more, as they happen',
	},
	{
		name: 'Segment Export Ready',
		value: 'export',
		description: 'The URL of the file, when an export of users is ready',
	},
	{
		name: 'Transactional Email Status',
		value: 'transactional',
		description: 'Whether a transactional email was sent, delivered, bounced or aborted',
	},
];

/** One thing that Braze sent. */
export interface Received {
	source: Source;
	/** As received; for Currents, a single event. */
	body: IDataObject;
}

/** The content of a body. */
interface ParsedBody extends Rejections {
	/** In the order sent. */
	received: Received[];
}

/** Whether a value is a text that is not empty. */
export const isText = (value: unknown): value is string =>
	typeof value === 'string' && value !== '';

/** Currents sends the version of its bodies in this header, in every request. */
const CURRENTS_HEADER = 'braze-currents-version';

/** Whether a call claims to come from Currents. @param headers with names in lower case */
export const isFromCurrents = (headers: IDataObject): boolean => isText(headers[CURRENTS_HEADER]);

/** How the types of Currents' events begin, including new ones. */
const EVENT_TYPE = /^(users|agentconsole)\./;

/** An event of Currents, whatever is around it. */
const isEvent = ({ event_type: type, id }: IDataObject): boolean =>
	isText(type) && EVENT_TYPE.test(type) && isText(id);

/** What a call from Currents holds: its events, in whatever form; none in a check of the credentials. */
function eventsFromCurrents(body: unknown): unknown[] {
	if (isUnset(body)) return [];
	if (!isObject(body)) return [body].flat();
	const { events } = body as { events?: unknown };
	if (!isUnset(events)) return [events].flat();
	return Object.hasOwn(body, 'event_type') ? [body] : [];
}

/**
 * The events in a body from Currents: up to 100 under `events`, its only key. (A proxy may drop the header,
 * and a marketer may write a body with a key `events`.)
 */
function eventsOf(body: unknown, isCurrents: boolean): unknown[] | undefined {
	if (isCurrents) return eventsFromCurrents(body);
	if (!isObject(body)) return undefined;
	const { events } = body as { events?: unknown };
	if (!Array.isArray(events) || Object.keys(body).length > 1) return undefined;
	const isTyped = events.some((event) => isObject(event) && isText(event.event_type));
	return events.length === 0 || isTyped ? (events as unknown[]) : undefined;
}

/** @returns whether only these keys of a body have a value */
const hasOnly = (body: IDataObject, ...keys: string[]): boolean =>
	Object.entries(body).every(([key, value]) => keys.includes(key) || isUnset(value));

/** The statuses that Braze documents; it may add some. */
const STATUSES = new Set(['sent', 'processed', 'delivered', 'bounced', 'aborted']);

/** A body `{dispatch_id, status, metadata}`. A webhook's own may have the first two as well. */
function isTransactional(body: IDataObject): boolean {
	const { dispatch_id: id, status, metadata } = body;
	if (!isText(id) || !isText(status)) return false;
	return isObject(metadata) || (STATUSES.has(status) && hasOnly(body, 'dispatch_id', 'status'));
}

/** A body `{success, url}`, or `{success}` if the file goes to the company's own cloud storage. */
const isExport = (body: IDataObject): boolean =>
	typeof body.success === 'boolean' && (isText(body.url) || hasOnly(body, 'success'));

function sourceOf(body: IDataObject): Source {
	if (isEvent(body)) return 'currents';
	if (isTransactional(body)) return 'transactional';
	return isExport(body) ? 'export' : 'webhook';
}

/**
 * Recognizes a body's source by its shape. A body with none of Braze's shapes is a marketer's own, for a
 * webhook.
 *
 * @param body parsed; the result takes over its objects
 * @param isCurrents see {@link isFromCurrents}
 * @returns undefined if the list is too long
 */
export function readBody(body: unknown, isCurrents: boolean): ParsedBody | undefined {
	const events = eventsOf(body, isCurrents);
	const entries = readEntries(events ?? (Array.isArray(body) ? body : [body]));
	if (!entries) return undefined;
	const { objects, ...rejections } = entries;
	const received = objects.map((one) => ({
		source: events ? ('currents' as const) : sourceOf(one),
		body: one,
	}));
	return { received, ...rejections };
}
