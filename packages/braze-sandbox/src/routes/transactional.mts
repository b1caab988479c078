import { dispatchId, note, reach, recipientProblem } from '../state/messages.mts';
import { isList, isObject, textOf } from '../state/values.mts';
import type { BrazeResponse, Campaign, Json, Profile } from '../types.mts';
import type { Call, Endpoint } from '../types-http.mts';
import { bad } from './messages.mts';

/** braze(transactional): an `external_send_id` keeps a message from being sent again for 24 hours. */
const DEDUPLICATION_MS = 24 * 60 * 60 * 1000;

const REPEATED = 'The external reference has been queued. Please retry to obtain send_id.';

/**
 * braze(transactional): the texts about a campaign that can't be sent.
 * ours: that these are a 400.
 */
function transactionalProblem(campaign: Campaign | undefined): string | null {
	if (!campaign) return 'Campaign does not exist';
	if (!campaign.transactional) {
		return 'The campaign is not a transactional campaign. Only transactional campaigns may use this endpoint';
	}
	if (campaign.archived) {
		return 'The campaign is archived. Unarchive the campaign in order for trigger requests to take effect.';
	}
	return campaign.paused
		? 'The campaign is paused. Resume the campaign in order for trigger requests to take effect.'
		: null;
}

interface Outcome {
	status: Campaign['outcome'];
	/** Why not. */
	reason?: string;
}

/**
 * What happens to the email.
 *
 * braze(transactional): one to a user without an address is `aborted`, with a reason.
 * ours: the response says so at once, also about a bounce; a campaign's `outcome` makes either happen.
 */
function outcomeOf(profile: Profile | undefined, { outcome }: Campaign): Outcome {
	if (!profile?.standard.has('email')) return { status: 'aborted', reason: 'User not emailable' };
	if (outcome === 'aborted') return { status: outcome, reason: 'Aborted by Liquid' };
	if (outcome === 'sent') return { status: outcome };
	const reason = '550 5.1.1 The email account that you tried to reach does not exist';
	return { status: outcome, reason };
}

/** A status that a postback reports. */
interface Status {
	status: Campaign['outcome'] | 'processed' | 'delivered';
	reason?: string;
}

/** braze(transactional): the statuses that follow one another. */
function historyOf(outcome: Outcome): Status[] {
	if (outcome.status === 'aborted') return [outcome];
	const last: Status = outcome.status === 'sent' ? { status: 'delivered' } : outcome;
	return [{ status: 'sent' }, { status: 'processed' }, last];
}

/** The `metadata` of a status: its times by name. */
function metadataOf({ status, reason }: Status, at: string): Json {
	if (status !== 'sent') return { ...(reason !== undefined && { reason }), [`${status}_at`]: at };
	return { received_at: at, enqueued_at: at, executed_at: at, sent_at: at };
}

/** `POST /transactional/v1/campaigns/{campaign_id}/send`. */
function sendTransactional({ body: sent, params, workspace }: Call): BrazeResponse {
	const body: Json = isObject(sent) ? sent : {};
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
	if (isRepeated && workspace.settings.repeatedSend === 'error') return bad(REPEATED);
	const dispatch = isRepeated ? before.dispatchId : dispatchId();
	const statusOf = (outcome: Status): Json => ({
		dispatch_id: dispatch,
		status: outcome.status,
		metadata: {
			...metadataOf(outcome, workspace.clock.date().toISOString()),
			campaign_api_id: campaign.id,
			...(sendId !== undefined && { external_send_id: sendId }),
		},
	});
	const response = (outcome: Outcome): BrazeResponse => ({ status: 201, body: statusOf(outcome) });
	if (isRepeated) return response({ status: 'sent' });

	// braze(transactional): a recipient with attributes is created if it doesn't exist.
	const profile = reach(recipient, workspace, isObject(recipient.attributes));
	const outcome = outcomeOf(profile, campaign);
	for (const status of historyOf(outcome)) workspace.outbox?.status(statusOf(status));
	if (!profile || outcome.status === 'aborted') return response(outcome);
	const properties: Json = isObject(body.trigger_properties) ? body.trigger_properties : {};
	note(workspace, 'transactional', campaign, { dispatch, recipient, profile, properties });
	if (sendId !== undefined) {
		const until = workspace.clock.now() + DEDUPLICATION_MS;
		workspace.transactionalSends.set(sendId, { dispatchId: dispatch, until });
	}
	return response(outcome);
}

export const transactional: Endpoint[] = [
	{
		method: 'POST',
		path: '/transactional/v1/campaigns/:campaign_id/send',
		permission: 'transactional.send',
		handle: sendTransactional,
	},
];
