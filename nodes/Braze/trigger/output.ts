import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../receiving/entries';
import { QUERY_KEY } from '../../receiving/sharedSecret';
import type { Received } from './sources';

/** The choices of the `output` parameter. */
export type OutputShape = 'flat' | 'raw';

/** The last moment that a date can be, in seconds since 1970. */
const MAX_SECONDS = 8_640_000_000_000;

/** Currents counts time in seconds since 1970; what is no such number stays as it is. */
function toIso(time: unknown): unknown {
	if (typeof time !== 'number' || Math.abs(time) > MAX_SECONDS) return time;
	return new Date(time * 1_000).toISOString();
}

/** The keys of `metadata` beside the others, none of which they replace. */
function withoutMetadata({ metadata, ...status }: IDataObject): IDataObject {
	return { ...(isObject(metadata) ? metadata : {}), ...status };
}

function toFlat({ source, body }: Received): IDataObject {
	// (What a marketer wrote may have a `source` of its own.)
	if (source === 'webhook') return { source, ...body };
	if (source === 'transactional') return { ...withoutMetadata(body), source };
	if (source === 'export' || !Object.hasOwn(body, 'time')) return { ...body, source };
	return { ...body, source, time: toIso(body.time) as IDataObject[string] };
}

/**
 * What the user wrote after the URL's question mark, such as which segment an export is of: Braze's
 * callbacks say nothing of their own.
 */
function ownQuery(query: IDataObject): IDataObject | undefined {
	const own = Object.entries(query).filter(([key]) => key !== QUERY_KEY);
	return own.length > 0 ? Object.fromEntries(own) : undefined;
}

/**
 * The JSON of an item.
 *
 * @param shape `flat`: with the source, times as text in UTC, and a transactional email's metadata
 * beside its status; `raw`: as it came
 * @param query of the URL, which `flat` shows without the shared secret
 */
export function toOutput(received: Received, shape: OutputShape, query: IDataObject): IDataObject {
	if (shape === 'raw') return received.body;
	const json = toFlat(received);
	const own = ownQuery(query);
	if (own === undefined) return json;
	return { ...json, [Object.hasOwn(json, 'query') ? 'request_query' : 'query']: own };
}
