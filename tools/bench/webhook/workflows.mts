import type { CredentialReference, Workflow } from '../../n8n/api.mts';
import { chain, coreWebhook, dragged, komoTrigger, trackUser } from '../../n8n/nodes.mts';

/** What is compared: n8n's own trigger, this package's, and this package's with grouping. */
export const CORE = 'core Webhook';
export const KOMO = 'Komo Trigger';
export const KOMO_GROUPED = 'Komo Trigger, grouped';

/** The fields that are dragged into Track User. */
const FIELDS = ['email', 'first_name', 'last_name', 'optin', 'submission_id'];

/**
 * A trigger and Track User behind it. The core Webhook gives the body as `body`, the Komo Trigger
 * its fields; beyond that they do the same work.
 *
 * @param name one of the above
 */
export function triggeredTrackUser(name: string, credential: CredentialReference): Workflow {
	const isCore = name === CORE;
	const isGrouped = name === KOMO_GROUPED;
	const trigger = isCore
		? coreWebhook('bench-core')
		: komoTrigger(isGrouped ? 'bench-grouped' : 'bench-komo', { isGrouped });
	const item = isCore ? '$json.body' : '$json';
	const fields = FIELDS.map((field) =>
		dragged(field, { item, type: field === 'optin' && !isCore ? 'boolean' : 'string' }),
	);
	return chain(name, [trigger, trackUser(credential, `={{ ${item}.email }}`, fields)]);
}
