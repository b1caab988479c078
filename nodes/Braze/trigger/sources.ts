import type { IDataObject } from 'n8n-workflow';

import { isObject, readEntries, type Rejections } from '../../receiving/entries';

/** What in Braze sends something to a URL. */
export type Source = 'currents' | 'export' | 'transactional' | 'webhook';

/** What the editor calls them, sorted. */
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
	/** As it came; of Currents, one event. */
	body: IDataObject;
}

/** What a body holds. */
export interface ParsedBody extends Rejections {
	/** In the order sent. */
	received: Received[];
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** Currents names the version of its bodies in every request. */
const CURRENTS_HEADER = 'braze-currents-version';

/** Whether a call says that it comes from Currents. @param headers with names in lower case */
export const isFromCurrents = (headers: IDataObject): boolean => isText(headers[CURRENTS_HEADER]);

/**
 * The events of a body that Currents sent: up to 100 under `events`, and nothing else.
 * (A proxy may drop the header, and a marketer may write a body with a key `events`.)
 */
function eventsOf(body: unknown, isCurrents: boolean): unknown[] | undefined {
	if (!isObject(body)) return isCurrents ? [] : undefined;
	const { events } = body as { events?: unknown };
	if (isCurrents) return Array.isArray(events) ? (events as unknown[]) : [];
	if (!Array.isArray(events) || Object.keys(body).length > 1) return undefined;
	const isTyped = events.some((event) => isObject(event) && isText(event.event_type));
	return events.length === 0 || isTyped ? (events as unknown[]) : undefined;
}

/** A body `{dispatch_id, status, metadata}`; the names of statuses may become more. */
const isTransactional = ({ dispatch_id: id, status, metadata }: IDataObject): boolean =>
	isText(id) && isText(status) && isObject(metadata);

/** A body `{success, url}`, or `{success}` where the file goes to one's own cloud storage. */
const isExport = (body: IDataObject): boolean =>
	typeof body.success === 'boolean' &&
	(isText(body.url) || Object.keys(body).every((key) => key === 'success'));

function sourceOf(body: IDataObject): Source {
	if (isTransactional(body)) return 'transactional';
	return isExport(body) ? 'export' : 'webhook';
}

/**
 * Tells by its form what a body holds. What has none of Braze's own forms is the body that someone
 * wrote for a webhook.
 *
 * @param body as parsed; its objects become the result's own
 * @param isCurrents whether the call says that it comes from Currents
 * @returns undefined for a list that is too long
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
