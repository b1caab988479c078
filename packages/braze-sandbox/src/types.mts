/** The shapes that the sandbox's rooms share. Types only: nothing here runs. */

export type Json = Record<string, unknown>;

export type Alias = { alias_name: string; alias_label: string };

export type Tally = {
	first: Date;
	last: Date;
	count: number;
	/** Of the last one, for the page: Braze shows none. */
	properties?: Json;
};

export interface Profile {
	brazeId: string;
	/** The primary external id. */
	externalId: string | null;
	/** Former external ids that still resolve. */
	deprecatedIds: string[];
	aliases: Alias[];
	createdAt: Date;
	/** Position in the order of updates; greater is more recent. */
	updated: number;
	/** Braze's own attributes, by name. */
	standard: Map<string, unknown>;
	/** Custom attributes; dates are Date objects. */
	custom: Map<string, unknown>;
	events: Map<string, Tally>;
	purchases: Map<string, Tally>;
	/** In US dollars. */
	revenue: number;
	/** Subscription group id to state. */
	groups: Map<string, string>;
	/** Id of a campaign or a Canvas to the time it was last received or entered. */
	received: Map<string, Date>;
}

/** A campaign or a Canvas. */
export interface Campaign {
	id: string;
	name: string;
	last_edited: string;
	is_api_campaign: boolean;
	transactional: boolean;
	archived: boolean;
	paused: boolean;
	/** Never launched, or stopped for good. */
	stopped: boolean;
	draft: boolean;
	/** Whether users may get it again; null leaves it to the setting. */
	re_eligible: boolean | null;
	/** What happens to a transactional email. */
	outcome: 'sent' | 'aborted' | 'bounced';
	created_at: string;
	tags: string[];
	/** What it calls instead of sending an email. */
	webhook: Webhook | null;
	/** What happens to its emails at once, in Currents' words. */
	engagement: string[];
}

/** A webhook as a marketer wrote it. */
export interface Webhook {
	url: string;
	headers: Record<string, string>;
	body: string;
}

export interface Message {
	dispatch_id: string;
	kind: 'campaign' | 'canvas' | 'transactional' | 'message';
	/** Campaign or Canvas. */
	id: string;
	name: string;
	time: string;
	/** Null for a broadcast. */
	recipient: Json | null;
	/** The profile it went to. */
	braze_id: string | null;
	properties: Json;
}

export type CatalogField = { name: string; type: string };

export interface Catalog {
	name: string;
	description: string;
	fields: CatalogField[];
	items: Map<string, Json>;
	updatedAt: Date;
}

export interface CustomAttribute {
	name: string;
	data_type: string;
	description: string;
	status: string;
	tag_names: string[];
	array_length: number | null;
	/** Whether the dashboard forces the type, rather than having seen it in data. */
	forced: boolean;
}

export type { Settings } from './state/settings.mts';

export type TrackError = { input_array: string; index: number; type: string };

export interface BrazeResponse {
	status: number;
	body: Json;
	headers?: Record<string, string>;
	/** What an accepted request does, now or later: Braze's endpoints are asynchronous. */
	apply?: () => void;
}
