import { isObject, textOf } from '../state/values.mts';
import type { Campaign, Json, Message, Profile } from '../types.mts';

const TAG = /\{\{\s*(\w*)\.?\$\{(\w+)\}\s*((?:\|[^|}]*)*)\}\}/g;
const DEFAULT = /^default:\s*(['"])(.*)\1$/;

type Scope = Record<string, Json>;

function scopeOf(message: Message, campaign: Campaign, profile: Profile | undefined): Scope {
	const own = { api_id: campaign.id, name: campaign.name, dispatch_id: message.dispatch_id };
	const standard: ReadonlyMap<string, unknown> = profile?.standard ?? new Map<string, unknown>();
	const custom: ReadonlyMap<string, unknown> = profile?.custom ?? new Map<string, unknown>();
	return {
		'': {
			...Object.fromEntries(standard),
			user_id: profile?.externalId,
			braze_id: profile?.brazeId,
			email_address: standard.get('email'),
			phone_number: standard.get('phone'),
		},
		custom_attribute: Object.fromEntries(custom),
		campaign: own,
		canvas: own,
		api_trigger_properties: message.properties,
		context: message.properties,
	};
}

const escaped = (text: string): string => JSON.stringify(text).slice(1, -1);

function filled(value: unknown, filters: string[]): string {
	let text = value === undefined || value === null || isObject(value) ? '' : textOf(value);
	for (const filter of filters) {
		const otherwise = DEFAULT.exec(filter)?.at(2);
		if (text === '' && otherwise !== undefined) text = otherwise;
		if (filter === 'json_escape') text = escaped(text);
	}
	return text;
}

/**
 * Fills in what a marketer wrote.
 *
 * braze(liquid): the tags of users, campaigns, Canvases, trigger properties and contexts.
 * ours: nothing of Liquid but these tags, and the filters `default` and `json_escape`.
 */
export function rendered(
	text: string,
	message: Message,
	campaign: Campaign,
	profile: Profile | undefined,
): string {
	const scope = scopeOf(message, campaign, profile);
	return text.replace(TAG, (_, owner: string, name: string, filters: string) => {
		const list = filters.split('|').map((filter) => filter.trim());
		return filled(Object.hasOwn(scope, owner) ? scope[owner][name] : undefined, list);
	});
}
