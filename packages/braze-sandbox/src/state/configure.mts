import { randomUUID } from 'node:crypto';

import { loopbackUrl } from '../outbound/post.mts';
import type { Campaign, Json, Webhook } from '../types.mts';
import { applySettings } from './settingValues.mts';
import { isObject, textOf } from './values.mts';
import type { NamedData, Workspace } from './workspace.mts';

/** @returns entries; a text is its own ID and name */
function entries(list: unknown, field: string): Json[] {
	if (list === undefined) return [];
	if (!Array.isArray(list)) throw new TypeError(`'${field}' must be a list`);
	return list.map((entry) => {
		if (typeof entry === 'string') return { id: entry, name: entry };
		if (isObject(entry)) return entry;
		throw new TypeError(`each entry of '${field}' must be a text or an object`);
	});
}

function campaignOf(entry: Json): Campaign {
	return {
		id: textOf(entry.id ?? randomUUID()),
		name: textOf(entry.name ?? entry.id ?? 'Untitled'),
		last_edited: textOf(entry.last_edited ?? new Date().toISOString()),
		is_api_campaign: entry.is_api_campaign !== false,
		transactional: entry.transactional === true,
		archived: entry.archived === true,
		paused: entry.paused === true,
		stopped: entry.stopped === true,
		draft: entry.draft === true,
		re_eligible: typeof entry.re_eligible === 'boolean' ? entry.re_eligible : null,
		outcome: entry.outcome === 'aborted' || entry.outcome === 'bounced' ? entry.outcome : 'sent',
		created_at: textOf(entry.created_at ?? entry.last_edited ?? new Date().toISOString()),
		tags: Array.isArray(entry.tags) ? entry.tags.map(String) : [],
		webhook: isObject(entry.webhook) ? webhookOf(entry.webhook) : null,
		engagement: Array.isArray(entry.engagement) ? entry.engagement.map(String) : ENGAGEMENT,
	};
}

const ENGAGEMENT = ['Send', 'Delivery', 'Open'];

const webhookOf = ({ url, headers = {}, body = {} }: Json): Webhook => ({
	url: loopbackUrl(url),
	headers: headers as Record<string, string>,
	body: typeof body === 'string' ? body : JSON.stringify(body),
});

const dateOf = (value: unknown, otherwise: Date): Date =>
	value === undefined ? otherwise : new Date(textOf(value));

const namedOf = ({ name, id, status = 'Active' }: Json): NamedData => ({
	name: textOf(name ?? id),
	status: textOf(status),
});

const ADDERS: Record<string, (workspace: Workspace, entry: Json) => void> = {
	keys: ({ keys }, { key, id, permissions = ['*'] }) => {
		keys.set(String(key ?? id), new Set(permissions as string[]));
	},
	customAttributes: (workspace, { name, data_type = 'String', ...rest }) => {
		workspace.noteAttribute(String(name), String(data_type), {
			description: textOf(rest.description ?? ''),
			status: textOf(rest.status ?? 'Active'),
			tag_names: Array.isArray(rest.tag_names) ? rest.tag_names.map(String) : [],
			array_length: Number.isInteger(rest.array_length) ? Number(rest.array_length) : null,
			forced: rest.forced !== false,
		});
	},
	events: ({ events }, entry) => events.set(String(entry.name), namedOf(entry)),
	products: ({ products }, entry) => products.set(String(entry.name ?? entry.id), namedOf(entry)),
	campaigns: ({ campaigns }, entry) => campaigns.set(String(entry.id), campaignOf(entry)),
	canvases: ({ canvases }, entry) => canvases.set(String(entry.id), campaignOf(entry)),
	segments: ({ segments }, { id, name, tags = [] }) => {
		segments.set(String(id), { id, name, analytics_tracking_enabled: false, tags });
	},
	catalogs: ({ catalogs }, entry) => catalogs.declare(entry),
	subscriptionGroups: ({ subscriptionGroups }, { id, name, channel = 'email', archived }) => {
		subscriptionGroups.set(String(id), {
			id: String(id),
			name: String(name ?? id),
			channel: String(channel).toLowerCase(),
			archived: archived === true,
		});
	},
	appIds: ({ appIds }, { id }) => appIds.add(String(id)),
	hardBounces: ({ hardBounces, clock }, { id, email, hard_bounced_at }) => {
		hardBounces.set(textOf(email ?? id), dateOf(hard_bounced_at, clock.date()));
	},
	unsubscribes: ({ unsubscribes, clock }, { id, email, unsubscribed_at }) => {
		unsubscribes.set(textOf(email ?? id), dateOf(unsubscribed_at, clock.date()));
	},
	spamReports: ({ spamReports }, { id, email }) => spamReports.add(textOf(email ?? id)),
	invalidPhones: ({ invalidPhones, clock }, { id, phone, invalid_detected_at, reason }) => {
		invalidPhones.set(textOf(phone ?? id), {
			at: dateOf(invalid_detected_at, clock.date()),
			reason: textOf(reason ?? 'provider_error'),
		});
	},
	preferenceCenters: ({ preferenceCenters }, entry) => {
		preferenceCenters.set(textOf(entry.id), entry);
	},
	currents: (workspace, { id, url = id, token, events }) => {
		const settings = {
			url: loopbackUrl(url),
			token: token === undefined ? null : textOf(token),
			events: Array.isArray(events) ? new Set(events.map(String)) : null,
		};
		// (One with the same URL replaces the old one.)
		const others = workspace.connectors.filter((one) => one.url !== settings.url);
		workspace.connectors = [...others, settings];
	},
	statusPostbacks: ({ statusPostbacks }, { id, url = id }) => statusPostbacks.add(loopbackUrl(url)),
};

/**
 * Adds to what a workspace has: keys with permissions, custom attributes with their types, events,
 * products, campaigns, Canvases, segments, catalogs, subscription groups, apps, bounces and so on, and
 * settings.
 *
 * @param config lists of objects, or of names where a name is enough; `settings` an object
 * @throws {TypeError} naming the part that is wrong; parts before it are then applied already
 */
export function configure(workspace: Workspace, config: unknown) {
	if (!isObject(config)) throw new TypeError('the workspace must be an object');
	for (const [part, value] of Object.entries(config)) {
		if (part === 'settings') {
			applySettings(workspace.settings, value);
			workspace.profiles.setRules(workspace.settings);
			continue;
		}
		const add = Object.hasOwn(ADDERS, part) ? ADDERS[part] : undefined;
		if (!add) {
			const known = [...Object.keys(ADDERS), 'settings'].join(', ');
			throw new TypeError(`'${part}' is no part of a workspace; there are ${known}`);
		}
		for (const entry of entries(value, part)) add(workspace, entry);
	}
}
