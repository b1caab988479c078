import { isAlias } from '../state/lookup.mts';
import { dispatchId, note } from '../state/messages.mts';
import { isList, isObject, isText, textOf } from '../state/values.mts';
import type { Workspace } from '../state/workspace.mts';
import type { BrazeResponse, Campaign, Json, Profile } from '../types.mts';
import type { Call, Endpoint } from '../types-http.mts';
import { bad } from './messages.mts';

const MAX_IDS = 50;

/** braze(messages): the kinds of messages, and what each needs. */
const NEEDS: Record<string, string[]> = {
	android_push: [],
	apple_push: [],
	content_card: [],
	email: ['app_id', 'from'],
	kindle_push: [],
	web_push: [],
	webhook: ['url', 'request_method'],
	whats_app: [],
	sms: ['subscription_group_id', 'body', 'app_id'],
};

/** A message without a campaign, as the list of messages shows it. */
const NO_CAMPAIGN = { id: '', name: 'API message' };

function messagesProblem(messages: unknown, isTracked: boolean): string | null {
	if (!isObject(messages) || Object.keys(messages).length === 0) return 'No message to send';
	for (const [kind, message] of Object.entries(messages)) {
		// ours: the texts about a message of an unknown kind, or without what it needs.
		if (!Object.hasOwn(NEEDS, kind)) return `'${kind}' is not a kind of message`;
		if (!isObject(message)) return `'${kind}' must be an object`;
		const missing = NEEDS[kind].find((name) => !isText(message[name]));
		if (missing !== undefined) return `'${missing}' of '${kind}' is required`;
		if (isTracked && !isText(message.message_variation_id)) return 'Message Variant Unspecified';
	}
	return null;
}

/**
 * A request to send a message, or what is wrong with it.
 *
 * braze(messages): at least one of users, aliases, a segment and an audience; with a campaign, each
 *   message has a variant.
 * braze(errors): the texts `No Recipients`, `Invalid Campaign ID`, `No message to send` and
 *   `Message Variant Unspecified`.
 */
export function directOf(body: unknown, { campaigns, segments }: Workspace): Json | string {
	if (!isObject(body)) return 'No Recipients';
	const { campaign_id: id, segment_id: segment, audience, broadcast } = body;
	if (id !== undefined && !campaigns.has(textOf(id))) return 'Invalid Campaign ID';
	// ours: the text for an unknown segment.
	if (segment !== undefined && !segments.has(textOf(segment))) return 'Invalid Segment ID';
	const lists = [body.external_user_ids, body.user_aliases].filter(isList).flat();
	if (lists.length > MAX_IDS) {
		return 'The max number of external_ids and aliases per request was exceeded';
	}
	const isNamed = lists.length > 0 || segment !== undefined || isObject(audience);
	if (!isNamed) return 'No Recipients';
	// braze(messages): a segment or an audience alone is a broadcast, and must say so.
	if (lists.length === 0 && broadcast !== true) return "'broadcast' must be true without users";
	return messagesProblem(body.messages, id !== undefined) ?? body;
}

function usersOf(body: Json, { profiles }: Workspace): Profile[] {
	const ids = isList(body.external_user_ids) ? body.external_user_ids : [];
	const aliases = isList(body.user_aliases) ? body.user_aliases : [];
	const found = [
		...ids.map((id) => profiles.findByExternalId(textOf(id))),
		...aliases.map((alias) => (isAlias(alias) ? profiles.findByAlias(alias) : undefined)),
	];
	return [...new Set(found.filter((profile) => profile !== undefined))];
}

/** Sends it: braze(messages): users must exist; others are skipped. */
export function sendDirect(body: Json, workspace: Workspace, dispatch: string) {
	const known = workspace.campaigns.get(textOf(body.campaign_id));
	const campaign = known ?? (NO_CAMPAIGN as Campaign);
	const properties = isObject(body.messages) ? body.messages : {};
	const users = usersOf(body, workspace);
	for (const profile of users) {
		const recipient = { braze_id: profile.brazeId };
		note(workspace, 'message', campaign, { dispatch, recipient, profile, properties });
	}
	const isToUsers = isList(body.external_user_ids) || isList(body.user_aliases);
	if (!isToUsers) note(workspace, 'message', campaign, { dispatch, recipient: null, properties });
}

/** `POST /messages/send`. */
function send({ body, workspace }: Call): BrazeResponse {
	const found = directOf(body, workspace);
	if (typeof found === 'string') return bad(found);
	const dispatch = dispatchId();
	sendDirect(found, workspace, dispatch);
	return { status: 201, body: { dispatch_id: dispatch, message: 'success' } };
}

export const directMessages: Endpoint[] = [
	{ method: 'POST', path: '/messages/send', permission: 'messages.send', handle: send },
];
