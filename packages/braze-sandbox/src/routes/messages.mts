import {
	type Addressee,
	isEligible,
	isLive,
	markReceived,
	noticeOf,
	unique,
} from '../state/eligibility.mts';
import { dispatchId, note, reach, recipientProblem } from '../state/messages.mts';
import { isList, isObject, isText, jsonBytes } from '../state/values.mts';
import type { Workspace } from '../state/workspace.mts';
import type { BrazeResponse, Campaign, Json, Message } from '../types.mts';
import type { Call, Endpoint } from '../types-http.mts';

/** braze(campaign): a request has at most 50 recipients. */
const MAX_RECIPIENTS = 50;
/** braze(trigger properties): at most 50 KB of trigger properties, or context. */
const MAX_PROPERTIES = 51_200;

export const bad = (message: string, more: Json = {}): BrazeResponse => ({
	status: 400,
	body: { message, ...more },
});

const objectOf = (value: unknown): Json => (isObject(value) ? value : {});

export interface Kind {
	kind: Exclude<Message['kind'], 'transactional' | 'message'>;
	idField: string;
	list: 'campaigns' | 'canvases';
	/** The text for an unknown ID. */
	unknown: string;
	/** Names of the field, in order of preference. */
	properties: (workspace: Workspace) => string[];
}

/** A request to trigger that is valid as a whole. */
export interface Trigger {
	body: Json;
	campaign: Campaign;
	workspace: Workspace;
	kind: Kind;
}

const propertiesOf = (source: Json, { properties }: Kind, workspace: Workspace): Json =>
	objectOf(
		properties(workspace)
			.map((name) => source[name])
			.find(isObject),
	);

/** @returns what is wrong with the recipients or the audience */
function audienceProblem(
	{ recipients, broadcast, audience }: Json,
	{ settings }: Workspace,
): string | null {
	if (recipients === undefined) {
		const isNamed = settings.audienceBroadcast === 'optional' && isObject(audience);
		return broadcast === true || isNamed ? null : 'No Recipients';
	}
	if (!Array.isArray(recipients) || recipients.length === 0) return 'No Recipients';
	// ours: the text for a broadcast with recipients.
	if (broadcast === true) return "'broadcast' can't be true with 'recipients'";
	return recipients.length > MAX_RECIPIENTS
		? 'The max number of external_ids and aliases per request was exceeded'
		: null;
}

/** ours: the texts for properties that are too large, or have names that a `context` can't have. */
function propertiesProblem(source: Json, kind: Kind, workspace: Workspace): string | null {
	const properties = propertiesOf(source, kind, workspace);
	const [name] = kind.properties(workspace);
	if (jsonBytes(properties) > MAX_PROPERTIES) return `'${name}' can't exceed 50 KB`;
	if (kind.kind === 'campaign' || workspace.settings.contextNames === 'any') return null;
	// braze(context): names of variables have letters, digits and `_`, and at most 100 characters.
	const isFine = Object.keys(properties).every((key) => /^\w{1,100}$/.test(key));
	return isFine ? null : `'${name}' has a name that is not valid`;
}

const recipientsOf = ({ body }: Trigger): unknown[] =>
	isList(body.recipients) ? body.recipients : [];

/** What is wrong with each recipient, or null. */
const recipientProblems = (trigger: Trigger): Array<string | null> =>
	recipientsOf(trigger).map(
		(recipient) =>
			recipientProblem(recipient, trigger.workspace) ??
			propertiesProblem(objectOf(recipient), trigger.kind, trigger.workspace),
	);

/** A recipient without what a Canvas doesn't apply. */
function applied(recipient: Json, { kind }: Kind, { settings }: Workspace): Json {
	if (kind === 'campaign' || settings.canvasSubscriptionGroups) return recipient;
	if (!isObject(recipient.attributes)) return recipient;
	const { subscription_groups: _, ...attributes } = recipient.attributes;
	return { ...recipient, attributes };
}

/**
 * The recipients who exist, with their attributes applied.
 *
 * braze(currents faq): a user that doesn't exist is skipped.
 */
function addresseesOf(trigger: Trigger, problems: Array<string | null>): Addressee[] {
	const { body, kind, workspace } = trigger;
	const common = propertiesOf(body, kind, workspace);
	return recipientsOf(trigger).flatMap((recipient, index) => {
		if (problems[index] !== null || !isObject(recipient)) return [];
		const profile = reach(applied(recipient, kind, workspace), workspace);
		const own = propertiesOf(recipient, kind, workspace);
		return profile ? [{ recipient, profile, properties: { ...common, ...own } }] : [];
	});
}

/** Applies the recipients' attributes, and sends the campaign or Canvas if it is live. */
export function deliver(trigger: Trigger, dispatch: string) {
	const { body, campaign, workspace, kind } = trigger;
	const addressees = addresseesOf(trigger, recipientProblems(trigger));
	if (!isLive(campaign)) return;
	if (body.recipients === undefined) {
		const properties = propertiesOf(body, kind, workspace);
		note(workspace, kind.kind, campaign, { dispatch, recipient: null, properties });
	}
	for (const { recipient, profile, properties } of unique(addressees, workspace)) {
		if (!isEligible(kind.kind, campaign, profile, workspace)) continue;
		markReceived(campaign, profile, workspace);
		note(workspace, kind.kind, campaign, { dispatch, recipient, profile, properties });
	}
}

/**
 * A request to trigger, or the response that refuses it as a whole.
 *
 * braze(errors): the texts `Invalid Campaign ID`, `No Recipients`, and the one for too many recipients.
 */
export function triggerOf({ body: sent, workspace }: Call, kind: Kind): Trigger | BrazeResponse {
	const body = objectOf(sent);
	const campaign = workspace[kind.list].get(String(body[kind.idField]));
	if (!campaign) return bad(kind.unknown);
	const wrong = audienceProblem(body, workspace) ?? propertiesProblem(body, kind, workspace);
	return wrong ? bad(wrong) : { body, campaign, workspace, kind };
}

/**
 * The response to a request to trigger, now or later.
 *
 * ours: a request whose recipients are all bad is a 400 with `No Recipients`.
 *
 * @param more what else the response has
 */
export function accepted(trigger: Trigger, dispatch: string, more: Json = {}): BrazeResponse {
	const { body, campaign, workspace, kind } = trigger;
	const isIndexed = workspace.settings.recipientErrors === 'indexed';
	const problems = recipientProblems(trigger);
	const errors = problems.flatMap((problem, index) => {
		if (problem === null) return [];
		return [isIndexed ? `recipients[${index}]: ${problem}` : problem];
	});
	if (errors.length > 0 && errors.length === problems.length) {
		return bad('No Recipients', { errors });
	}
	const notice = noticeOf(kind.kind, campaign, workspace);
	return {
		status: 201,
		body: {
			...(notice !== null && { notice }),
			dispatch_id: dispatch,
			...(isText(body.send_id) && { send_id: body.send_id }),
			...more,
			...(errors.length > 0 && { errors }),
			message: 'success',
		},
	};
}

/** `POST /campaigns/trigger/send` and `/canvas/trigger/send`. */
function trigger(call: Call, kind: Kind): BrazeResponse {
	const found = triggerOf(call, kind);
	if ('status' in found) return found;
	const dispatch = dispatchId();
	const response = accepted(found, dispatch);
	if (response.status < 300) deliver(found, dispatch);
	return response;
}

export const CAMPAIGN: Kind = {
	kind: 'campaign',
	idField: 'campaign_id',
	list: 'campaigns',
	unknown: 'Invalid Campaign ID',
	properties: () => ['trigger_properties'],
};

export const CANVAS: Kind = {
	kind: 'canvas',
	idField: 'canvas_id',
	list: 'canvases',
	// inferred: the text `Invalid Canvas ID`, like that of a campaign.
	unknown: 'Invalid Canvas ID',
	properties: ({ settings }) =>
		settings.canvasEntryProperties === 'taken'
			? ['context', 'canvas_entry_properties']
			: ['context'],
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
];
