import { dispatchId, note, reach, recipientProblem } from '../state/messages.mts';
import { isList, isObject, isText, jsonBytes, textOf } from '../state/values.mts';
import type { Answer, Campaign, Json, Message } from '../types.mts';
import type { Call, Endpoint } from '../types-http.mts';

/** braze(campaign): a request has at most 50 recipients. braze(canvas): at most 50 KB of entry properties. */
const MAX_RECIPIENTS = 50;
const MAX_ENTRY_PROPERTIES = 51_200;

/** braze(transactional): an `external_send_id` keeps a message from being sent again for 24 hours. */
const DEDUPLICATION_MS = 24 * 60 * 60 * 1000;

const bad = (message: string, more: Json = {}): Answer => ({
	status: 400,
	body: { message, ...more },
});

const objectOf = (value: unknown): Json => (isObject(value) ? value : {});

export interface Kind {
	kind: Exclude<Message['kind'], 'transactional'>;
	idField: string;
	list: 'campaigns' | 'canvases';
	/** What is said when there is none with that id. */
	unknown: string;
	/** Names of the field, in order of preference. */
	properties: string[];
}

const propertiesOf = (source: Json, { properties }: Kind): Json =>
	objectOf(properties.map((name) => source[name]).find(isObject));

/** @returns what is wrong with whom it goes to */
function audienceProblem({ recipients, broadcast }: Json): string | null {
	if (recipients === undefined) return broadcast === true ? null : 'No Recipients';
	if (!Array.isArray(recipients) || recipients.length === 0) return 'No Recipients';
	// ours: the text for a broadcast with recipients.
	if (broadcast === true) return "'broadcast' can't be true with 'recipients'";
	return recipients.length > MAX_RECIPIENTS
		? 'The max number of external_ids and aliases per request was exceeded'
		: null;
}

/**
 * `POST /campaigns/trigger/send` and `/canvas/trigger/send`.
 *
 * braze(errors): the texts `Invalid Campaign ID`, `No Recipients`, and that for too many of them.
 * ours: a request whose recipients are all bad is a 400 with `No Recipients`.
 */
function trigger({ body: sent, workspace }: Call, kind: Kind): Answer {
	const body = objectOf(sent);
	const campaign = workspace[kind.list].get(String(body[kind.idField]));
	if (!campaign) return bad(kind.unknown);
	const wrong = audienceProblem(body);
	if (wrong) return bad(wrong);
	const common = propertiesOf(body, kind);
	if (kind.kind === 'canvas' && jsonBytes(common) > MAX_ENTRY_PROPERTIES) {
		// ours: the text for Canvas entry properties that are too large.
		return bad("'canvas_entry_properties' can't exceed 50 KB");
	}
	const dispatch = dispatchId();
	const errors: string[] = [];
	if (body.recipients === undefined) {
		note(workspace, kind.kind, campaign, { dispatch, recipient: null, properties: common });
	}
	const recipients = isList(body.recipients) ? body.recipients : [];
	for (const [index, recipient] of recipients.entries()) {
		const problem = recipientProblem(recipient, workspace);
		if (problem !== null || !isObject(recipient)) {
			const isIndexed = workspace.settings.recipientErrors === 'indexed';
			errors.push(isIndexed ? `recipients[${index}]: ${String(problem)}` : String(problem));
			continue;
		}
		const profile = reach(recipient, workspace);
		if (!profile) continue;
		const properties = { ...common, ...propertiesOf(recipient, kind) };
		note(workspace, kind.kind, campaign, { dispatch, recipient, profile, properties });
	}
	if (errors.length > 0 && errors.length === recipients.length) {
		return bad('No Recipients', { errors });
	}
	return {
		status: 201,
		body: {
			dispatch_id: dispatch,
			...(isText(body.send_id) && { send_id: body.send_id }),
			...(errors.length > 0 && { errors }),
			message: 'success',
		},
	};
}

function transactionalProblem(campaign: Campaign | undefined): string | null {
	if (!campaign) return 'Campaign does not exist';
	if (!campaign.transactional) {
		return 'The campaign is not a transactional campaign. Only transactional campaigns may use this endpoint';
	}
	if (campaign.archived) {
		return 'The campaign is archived. Unarchive the campaign to ensure trigger requests will take effect.';
	}
	return campaign.paused
		? 'The campaign is paused. Resume the campaign to ensure trigger requests will take effect.'
		: null;
}

/** `POST /transactional/v1/campaigns/{campaign_id}/send`. */
function sendTransactional({ body: sent, params, workspace }: Call): Answer {
	const body = objectOf(sent);
	const campaign = workspace.campaigns.get(params.campaign_id);
	const wrong = transactionalProblem(campaign);
	if (wrong || !campaign) return bad(String(wrong));
	const sendId = body.external_send_id === undefined ? undefined : textOf(body.external_send_id);
	// ours: the text for an `external_send_id` of another form.
	if (sendId !== undefined && !/^[a-zA-Z0-9-_+/=]+$/.test(sendId)) {
		return bad("'external_send_id' must be a Base64 compatible string");
	}
	// braze(transactional): the user is `recipients` by the table, `recipient` by the example.
	const given = body.recipient ?? body.recipients;
	const recipient = isList(given) && given.length === 1 ? given[0] : given;
	const problem = recipientProblem(recipient, workspace);
	if (problem !== null || !isObject(recipient)) return bad(String(problem));

	const before = sendId === undefined ? undefined : workspace.transactionalSends.get(sendId);
	const isRepeated = before !== undefined && before.until > workspace.clock.now();
	const dispatch = isRepeated ? before.dispatchId : dispatchId();
	// braze(transactional): a recipient with attributes is created if it doesn't exist.
	const profile = isRepeated ? null : reach(recipient, workspace, isObject(recipient.attributes));
	if (profile) {
		const properties = objectOf(body.trigger_properties);
		note(workspace, 'transactional', campaign, { dispatch, recipient, profile, properties });
		if (sendId !== undefined) {
			const until = workspace.clock.now() + DEDUPLICATION_MS;
			workspace.transactionalSends.set(sendId, { dispatchId: dispatch, until });
		}
	}
	const isSent = isRepeated || profile !== undefined;
	return {
		status: 201,
		body: {
			dispatch_id: dispatch,
			// ours: the `status` in the answer of a transactional e-mail: one of its events' statuses.
			status: isSent ? 'sent' : 'aborted',
			metadata: {
				received_at: workspace.clock.date().toISOString(),
				campaign_api_id: campaign.id,
				...(sendId !== undefined && { external_send_id: sendId }),
				...(!isSent && { reason: 'User not emailable' }),
			},
		},
	};
}

const CAMPAIGN: Kind = {
	kind: 'campaign',
	idField: 'campaign_id',
	list: 'campaigns',
	unknown: 'Invalid Campaign ID',
	properties: ['trigger_properties'],
};

const CANVAS: Kind = {
	kind: 'canvas',
	idField: 'canvas_id',
	list: 'canvases',
	// inferred: the text `Invalid Canvas ID`, like that of a campaign.
	unknown: 'Invalid Canvas ID',
	properties: ['context', 'canvas_entry_properties'],
};

export const messages: Endpoint[] = [
	{
		method: 'POST',
		path: '/campaigns/trigger/send',
		permission: 'campaigns.trigger.send',
		handle: (call) => trigger(call, CAMPAIGN),
	},
	{
		method: 'POST',
		path: '/canvas/trigger/send',
		permission: 'canvas.trigger.send',
		handle: (call) => trigger(call, CANVAS),
	},
	{
		method: 'POST',
		path: '/transactional/v1/campaigns/:campaign_id/send',
		permission: 'transactional.send',
		handle: sendTransactional,
	},
];
