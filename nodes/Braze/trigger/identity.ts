import { createHash } from 'crypto';
import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../receiving/entries';
import type { Received, Source } from './sources';

/** Names under which a body that a marketer wrote may say whom it is about. */
const USER_KEYS = [
	'braze_id',
	'email',
	'email_address',
	'external_id',
	'external_user_id',
	'phone',
	'user_id',
];

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

const namesUser = (body: IDataObject): boolean =>
	USER_KEYS.some((key) => isText(body[key]) || typeof body[key] === 'number');

/**
 * Braze gives a webhook no ID of its own. What a message is sent with once has the same dispatch ID
 * for many users; so a body is the same one when all of it is, and it names both dispatch and user.
 */
function webhookIdentity(body: IDataObject): unknown {
	const { user } = body;
	const isTelling = namesUser(body) || (isObject(user) && namesUser(user));
	return isText(body.dispatch_id) && isTelling ? body : undefined;
}

const IDENTITY: Record<Source, (body: IDataObject) => unknown> = {
	currents: ({ id }) => (isText(id) ? id : undefined),
	// An email has each status once.
	transactional: ({ dispatch_id: id, status }) => [id, status],
	export: ({ url }) => (isText(url) ? url : undefined),
	webhook: webhookIdentity,
};

/**
 * What makes something that Braze sent the same when it comes again, as a short digest: Braze sends
 * at least once.
 *
 * @returns undefined for what is never a duplicate
 */
export function identityOf({ source, body }: Received): string | undefined {
	const identity = IDENTITY[source](body);
	if (identity === undefined) return undefined;
	return createHash('sha256')
		.update(JSON.stringify([source, identity]))
		.digest('base64');
}
