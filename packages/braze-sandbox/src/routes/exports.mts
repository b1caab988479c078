import { randomUUID } from 'node:crypto';

import { isLoopbackUrl } from '../outbound/post.mts';
import { isList, isObject, textOf } from '../state/values.mts';
import type { BrazeResponse } from '../types.mts';
import type { Call, Endpoint } from '../types-http.mts';
import { bad } from './messages.mts';

/** How long an export runs in the sandbox. */
const RUNS_MS = 60_000;
const MAX_ATTRIBUTES = 500;

/**
 * `POST /users/export/segment`.
 *
 * braze(export segment): `segment_id` and `fields_to_export` are required; up to 500 custom
 *   attributes; one export of a segment at a time, a second is a 429.
 * ours: an export runs for a minute, and its file is never there: nobody is in a segment.
 */
function exportSegment({ body, workspace, base }: Call): BrazeResponse {
	const { segment_id: id, fields_to_export: fields, ...rest } = isObject(body) ? body : {};
	const segment = textOf(id);
	if (!workspace.segments.has(segment)) return bad('Invalid Segment ID');
	if (!isList(fields) || fields.length === 0) return bad("'fields_to_export' is required");
	const { custom_attributes_to_export: names } = rest;
	if (isList(names) && names.length > MAX_ATTRIBUTES) {
		return bad(`'custom_attributes_to_export' can't have more than ${MAX_ATTRIBUTES} names`);
	}
	const now = workspace.clock.now();
	const started = workspace.exports.get(segment);
	if (started && now - started.getTime() < RUNS_MS) {
		const message = 'An export of this segment is already running';
		return { status: 429, body: { message } };
	}
	workspace.exports.set(segment, workspace.clock.date());
	const prefix = `${randomUUID()}-${Math.floor(now / 1000)}`;
	const url = `${base}/exports/${prefix}.zip`;
	// ours: the file is ready at once, for a callback on this machine; others are not called.
	if (isLoopbackUrl(rest.callback_endpoint)) {
		void workspace.outbox?.json(String(rest.callback_endpoint), { success: true, url });
	}
	return { status: 201, body: { message: 'success', object_prefix: prefix, url } };
}

/** `POST /export/segment/cancel`. ours: its response. */
function cancel({ body, workspace }: Call): BrazeResponse {
	const segment = textOf(isObject(body) ? body.segment_id : undefined);
	if (!workspace.segments.has(segment)) return bad('Invalid Segment ID');
	workspace.exports.delete(segment);
	return { status: 201, body: { message: 'success' } };
}

export const segmentExports: Endpoint[] = [
	{
		method: 'POST',
		path: '/users/export/segment',
		permission: 'users.export.segment',
		handle: exportSegment,
	},
	{
		method: 'POST',
		path: '/export/segment/cancel',
		permission: 'segments.list',
		handle: cancel,
	},
];
