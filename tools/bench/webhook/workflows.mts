import type { CredentialReference, Workflow } from '../../../packages/n8n-lab/src/api.mts';
import {
	assignment,
	brazeTrigger,
	chain,
	coreWebhook,
	dragged,
	komoTrigger,
	node,
	trackUser,
} from '../../n8n/nodes.mts';

/** What is compared: n8n's own trigger, this package's two, and one of these with grouping. */
export const CORE = 'core Webhook';
export const BRAZE = 'Braze Trigger';
export const KOMO = 'Komo Trigger';
export const KOMO_GROUPED = 'Komo Trigger, grouped';

/** The fields that are dragged into Track User. */
const FIELDS = ['email', 'first_name', 'last_name', 'optin', 'submission_id'];

/**
 * A trigger and Track User behind it. The core Webhook outputs the body as `body`, the Komo Trigger
 * its fields; otherwise they do the same work.
 *
 * @param name CORE, KOMO or KOMO_GROUPED
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

/** What Track User maps of an event: the same five fields for every trigger. */
const EVENT_FIELDS = {
	submission_id: 'id',
	last_event: 'event_type',
	last_campaign: 'properties.campaign_name',
	last_link: 'properties.url',
	email: 'properties.email_address',
};

/**
 * The same for Currents. Behind the core Webhook, n8n's Split Out makes an item of each event, which
 * the Braze Trigger does itself.
 *
 * @param name CORE or BRAZE
 */
export function currentsTrackUser(name: string, credential: CredentialReference): Workflow {
	const split = { fieldToSplitOut: 'body.events', options: {} };
	const triggers =
		name === CORE
			? [coreWebhook('bench-currents'), node('Split Out', 'n8n-nodes-base.splitOut', 1, split)]
			: [brazeTrigger('bench-braze')];
	const fields = Object.entries(EVENT_FIELDS).map(([attribute, field]) =>
		assignment(attribute, `={{ $json.${field} }}`),
	);
	const track = trackUser(credential, '={{ $json.properties.email_address }}', fields);
	return chain(`${name}, Currents`, [...triggers, track]);
}
