import { createHash } from 'crypto';
import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../receiving/entries';
import { isText, type Received, type Source } from './sources';

/** Keys that may identify the user in a body written by a marketer. */
const USER_KEYS = [
	'braze_id',
	'email',
	'email_address',
	'external_id',
	'external_user_id',
	'phone',
	'user_id',
];

/** A text or a number. */
const isId = (value: unknown): value is number | string =>
	isText(value) || typeof value === 'number';

const namesUser = (body: IDataObject): boolean => USER_KEYS.some((key) => isId(body[key]));

/**
 * Webhooks have no ID, and a dispatch ID is shared by many users. So a webhook is a duplicate only if its
 * whole body is the same, and names both a dispatch and a user.
 */
function webhookIdentity(body: IDataObject): unknown {
	const { user } = body;
	const isTelling = namesUser(body) || (isObject(user) && namesUser(user));
	return isText(body.dispatch_id) && isTelling ? body : undefined;
}

const IDENTITY: Record<Source, (body: IDataObject) => unknown> = {
	currents: ({ id }) => (isId(id) ? String(id) : undefined),
	// Each email has each status only once.
	transactional: ({ dispatch_id: id, status }) => [id, status],
	export: ({ url }) => (isText(url) ? url : undefined),
	webhook: webhookIdentity,
};

/**
 * A digest that recognizes what Braze sends again. (Braze delivers at least once.)
 *
 * @returns undefined if nothing shows that it is a duplicate
 */
export function identityOf({ source, body }: Received): string | undefined {
	const identity = IDENTITY[source](body);
	if (identity === undefined) return undefined;
	return createHash('sha256')
		.update(JSON.stringify([source, identity]))
		.digest('base64');
}
