import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../receiving/entries';
import { QUERY_KEY } from '../../receiving/sharedSecret';
import type { Received } from './sources';

/** The choices of the `output` parameter. */
export type OutputShape = 'flat' | 'raw';

/** Seconds reach as far as the year 5138; a larger number is in milliseconds. */
const MAX_SECONDS = 99_999_999_999;

/** The latest time that a JavaScript date can hold, in milliseconds since 1970. */
const MAX_MILLISECONDS = 8_640_000_000_000_000;

/** A number as text, of a time since 1973: shorter ones could be a date such as 20260131. */
const NUMBER = /^\d{9,}(\.\d+)?$/;

/** Currents sends times in seconds since 1970. Anything but a number stays as it is. */
function toIso(time: unknown): unknown {
	const number = typeof time === 'string' && NUMBER.test(time) ? Number(time) : time;
	if (typeof number !== 'number') return time;
	const milliseconds = Math.abs(number) > MAX_SECONDS ? number : number * 1_000;
	return Math.abs(milliseconds) > MAX_MILLISECONDS ? time : new Date(milliseconds).toISOString();
}

/** Moves the keys of `metadata` up a level, without replacing any. */
function withoutMetadata({ metadata, ...status }: IDataObject): IDataObject {
	return { ...(isObject(metadata) ? metadata : {}), ...status };
}

function toFlat({ source, body }: Received): IDataObject {
	// (A body written by a marketer may have its own `source`.)
	if (source === 'webhook') return { source, ...body };
	if (source === 'transactional') return { ...withoutMetadata(body), source };
	if (source === 'export' || !Object.hasOwn(body, 'time')) return { ...body, source };
	return { ...body, source, time: toIso(body.time) as IDataObject[string] };
}

/**
 * The query that the user added to the URL, e.g. to say which segment an export is of: Braze's callbacks do
 * not.
 */
function ownQuery(query: IDataObject): IDataObject | undefined {
	const own = Object.entries(query).filter(([key]) => key !== QUERY_KEY);
	return own.length > 0 ? Object.fromEntries(own) : undefined;
}

/**
 * The JSON of an item.
 *
 * @param shape `flat`: with the source, times as UTC text, and a transactional email's metadata next to its
 * status; `raw`: as received
 * @param query of the URL; `flat` shows it without the shared secret
 */
export function toOutput(received: Received, shape: OutputShape, query: IDataObject): IDataObject {
	if (shape === 'raw') return received.body;
	const json = toFlat(received);
	const own = ownQuery(query);
	if (own === undefined) return json;
	return { ...json, [Object.hasOwn(json, 'query') ? 'request_query' : 'query']: own };
}
