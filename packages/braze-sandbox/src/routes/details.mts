import { randomUUID } from 'node:crypto';

import { isLive } from '../state/eligibility.mts';
import { isObject, isText, textOf } from '../state/values.mts';
import type { BrazeResponse, Campaign, Json } from '../types.mts';
import type { Call, Endpoint } from '../types-http.mts';
import { bad } from './messages.mts';

const ok = (body: Json): BrazeResponse => ({ status: 200, body: { ...body, message: 'success' } });

/** What details of campaigns and Canvases have in common. */
const common = (campaign: Campaign): Json => ({
	created_at: campaign.created_at,
	updated_at: campaign.last_edited,
	archived: campaign.archived,
	draft: campaign.draft,
	enabled: isLive(campaign),
	name: campaign.name,
	description: '',
	schedule_type: 'api_triggered',
	tags: campaign.tags,
	teams: [],
	conversion_behaviors: [],
});

/**
 * braze(details): what a campaign or a Canvas is; `enabled` says whether it is active.
 * inferred: the text for an unknown Canvas, from a recording; and the text for a campaign, like it.
 * ours: campaigns and Canvases of the sandbox have no messages, variants or steps.
 */
const details =
	(list: 'campaigns' | 'canvases', name: string, rest: Json) =>
	({ query, workspace }: Call): BrazeResponse => {
		const found = workspace[list].get(query.get(`${name.toLowerCase()}_id`) ?? '');
		return found
			? ok({ ...common(found), ...rest })
			: bad(`${name.toLowerCase()}_id must be a string of the ${name} api identifier`);
	};

const DAY_MS = 86_400_000;
const MAX_DAYS = 100;

/**
 * `GET /campaigns/data_series`: a row for each day, the oldest first.
 *
 * braze(campaign analytics): `campaign_id` and `length`, from 1 to 100 days, are required; `ending_at` is
 *   now by default.
 * ours: the days are in UTC, and only the messages sent are counted.
 */
function campaignFigures({ query, workspace }: Call): BrazeResponse {
	const id = query.get('campaign_id') ?? '';
	const [length, ending] = [Number(query.get('length')), query.get('ending_at')];
	if (!workspace.campaigns.has(id)) return bad('Invalid Campaign ID');
	// ours: the texts for an invalid length or end.
	if (!(length >= 1 && length <= MAX_DAYS)) return bad(`'length' must be from 1 to ${MAX_DAYS}`);
	const end = ending === null ? workspace.clock.now() : Date.parse(ending);
	if (Number.isNaN(end)) return bad("'ending_at' must be a date");
	const sent = workspace.messages.filter((message) => message.id === id);
	const data = Array.from({ length }, (_, index) => {
		const day = new Date(end - (length - 1 - index) * DAY_MS).toISOString().slice(0, 10);
		const count = sent.filter(({ time }) => time.startsWith(day)).length;
		return { time: day, messages: {}, conversions: 0, revenue: 0, unique_recipients: count };
	});
	return ok({ data });
}

function segmentDetails({ query, workspace }: Call): BrazeResponse {
	const found = workspace.segments.get(query.get('segment_id') ?? '');
	// ours: the text for an unknown segment.
	if (!found) return bad('Invalid Segment ID');
	return ok({
		name: found.name,
		description: '',
		text_description: '',
		tags: found.tags,
		teams: [],
		created_at: new Date(0).toISOString(),
		updated_at: new Date(0).toISOString(),
	});
}

/** `POST /sends/id/create`. */
function createSendId({ body, workspace }: Call): BrazeResponse {
	const { campaign_id: campaign, send_id: wanted } = isObject(body) ? body : {};
	if (!workspace.campaigns.has(textOf(campaign))) return bad('Invalid Campaign ID');
	const id = isText(wanted) ? wanted : randomUUID();
	workspace.sendIds.add(id);
	return { status: 201, body: { send_id: id, message: 'success' } };
}

export const detailsOf: Endpoint[] = [
	{
		method: 'GET',
		path: '/campaigns/details',
		permission: 'campaigns.details',
		handle: details('campaigns', 'campaign', { channels: [], messages: {} }),
	},
	{
		method: 'GET',
		path: '/canvas/details',
		permission: 'canvas.details',
		handle: details('canvases', 'Canvas', { channels: [], variants: [], steps: [] }),
	},
	{
		method: 'GET',
		path: '/campaigns/data_series',
		permission: 'campaigns.data_series',
		handle: campaignFigures,
	},
	{
		method: 'GET',
		path: '/segments/details',
		permission: 'segments.details',
		handle: segmentDetails,
	},
	{
		method: 'POST',
		path: '/sends/id/create',
		permission: 'sends.id.create',
		handle: createSendId,
	},
];
