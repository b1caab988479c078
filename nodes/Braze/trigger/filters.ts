import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../receiving/entries';
import { textOf } from '../model/text';
import { ALL_EVENTS, eventName, OTHER_EVENTS } from './events';
import { type Received, type Source, SOURCES } from './sources';

/** What starts the workflow, by the node's parameters. */
export interface Filters {
	sources: ReadonlySet<Source>;
	/** Choices of the `events` parameter, for Currents. */
	events: ReadonlySet<string>;
	/** IDs of campaigns and Canvases. If both sets are empty, everything passes. */
	campaignIds: ReadonlySet<string>;
	canvasIds: ReadonlySet<string>;
	ignoreBotClicks: boolean;
	ignoreMachineOpens: boolean;
}

const partOf = (value: unknown): IDataObject => (isObject(value) ? value : {});

/** Where each source has its campaign and Canvas IDs. An export belongs to neither. */
const ORIGIN: Record<Source, ((body: IDataObject) => unknown[]) | undefined> = {
	currents: ({ properties }) => [partOf(properties).campaign_id, partOf(properties).canvas_id],
	transactional: ({ metadata }) => [partOf(metadata).campaign_api_id, undefined],
	webhook: (body) => [body.campaign_id, body.canvas_id],
	export: undefined,
};

const NOT_FROM =
	'It is from none of the campaigns and Canvases in the options Campaign IDs and Canvas IDs.';

function whyNotFromThere({ source, body }: Received, filters: Filters): string | undefined {
	const { campaignIds, canvasIds } = filters;
	const originOf = ORIGIN[source];
	if (!originOf || campaignIds.size + canvasIds.size === 0) return undefined;
	const [campaign, canvas] = originOf(body).map((id) => textOf(id).toLowerCase());
	return campaignIds.has(campaign) || canvasIds.has(canvas) ? undefined : NOT_FROM;
}

function whyNotChosen(type: unknown, { events }: Filters): string | undefined {
	if (events.has(ALL_EVENTS)) return undefined;
	const known = typeof type === 'string' ? eventName(type) : undefined;
	if (events.has(known === undefined ? OTHER_EVENTS : String(type))) return undefined;
	// An unknown type could be any text, so it is not repeated.
	return `The event is not selected. To receive it, add "${known ?? 'Other Events'}" to Events.`;
}

/** Whether a flag is set: Braze sends booleans and texts, and may say more than "true" one day. */
const isSet = (flag: unknown): boolean =>
	flag !== undefined && flag !== null && flag !== '' && flag !== false && flag !== 'false';

/** While bot filtering is off, Braze leaves the flag empty but still gives reasons, as a list or a text. */
const isBotClick = ({
	is_suspected_bot_click: flag,
	suspected_bot_click_reason: why,
}: IDataObject): boolean => isSet(flag) || (Array.isArray(why) ? why.length > 0 : isSet(why));

const isMachineOpen = ({ machine_open: flag }: IDataObject): boolean => isSet(flag);

function whyIgnoredEvent({ body }: Received, filters: Filters): string | undefined {
	const reason = whyNotChosen(body.event_type, filters);
	if (reason !== undefined) return reason;
	const properties = partOf(body.properties);
	if (filters.ignoreBotClicks && isBotClick(properties))
		return 'Braze suspects that a bot clicked.';
	return filters.ignoreMachineOpens && isMachineOpen(properties)
		? 'A mail program opened the email, not a person.'
		: undefined;
}

/**
 * Why something from Braze does not start the workflow, in a sentence without any of its data.
 *
 * @returns undefined if it passes every filter
 */
export function whyIgnored(received: Received, filters: Filters): string | undefined {
	const { source } = received;
	if (!filters.sources.has(source)) {
		const name = SOURCES.find(({ value }) => value === source)?.name;
		return `The source is not selected. To receive it, add "${name}" to Sources.`;
	}
	return (
		(source === 'currents' ? whyIgnoredEvent(received, filters) : undefined) ??
		whyNotFromThere(received, filters)
	);
}
