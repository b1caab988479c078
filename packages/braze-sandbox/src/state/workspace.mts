import { randomUUID } from 'node:crypto';
import { Clock } from '../clock.mts';
import { Catalogs } from './catalogs.mts';
import { canonicalType } from './custom.mts';
import { Profiles } from './profiles.mts';
import { applySettings, defaultSettings } from './settings.mts';
import { inheritGroups } from './subscriptions.mts';
import { isObject, textOf } from './values.mts';
import type { Campaign, CustomAttribute, Json, Message, Profile } from '../types.mts';

/** Sent messages that are kept to look at. */
const MESSAGES_KEPT = 1_000;

/** Everything one Braze workspace holds. No HTTP in here. */
export class Workspace {
	readonly clock: Clock;
	readonly profiles: Profiles;
	readonly catalogs: Catalogs;
	keys: Map<string, Set<string>>;
	customAttributes: Map<string, CustomAttribute> = new Map();
	/** Names of custom events. */
	events: Set<string> = new Set();
	/** Product ids. */
	products: Set<string> = new Set();
	campaigns: Map<string, Campaign> = new Map();
	canvases: Map<string, Campaign> = new Map();
	segments: Map<string, Json> = new Map();
	subscriptionGroups: Map<string, { id: string; name: string; channel: string }> = new Map();
	appIds: Set<string> = new Set();
	/** App and token. */
	pushTokens: Set<string> = new Set();
	/** By contact, by group. */
	waitingGroups: Map<string, Map<string, { state: string; until: number }>> = new Map();
	/** Global e-mail state, by address. */
	emailStates: Map<string, string> = new Map();
	/** Newest last. */
	messages: Message[] = [];
	/** By external_send_id. */
	transactionalSends: Map<string, { dispatchId: string; until: number }> = new Map();
	settings = defaultSettings();

	/** @param apiKey the key with every permission */
	constructor(apiKey: string, clock = new Clock()) {
		this.clock = clock;
		this.profiles = new Profiles(clock);
		this.catalogs = new Catalogs(clock);
		/** Key to its permissions; `*` is every one. */
		this.keys = new Map([[apiKey, new Set(['*'])]]);
	}

	/** @param profile a profile that has just got its e-mail or phone */
	inheritGroups(profile: Profile) {
		inheritGroups(this, profile);
	}

	noteAttribute(name: string, dataType: string, rest: Partial<CustomAttribute> = {}) {
		this.customAttributes.set(name, {
			name,
			// ours: the full list of type names that `/custom_attributes` uses.
			data_type: canonicalType(dataType),
			description: '',
			status: 'Active',
			tag_names: [],
			array_length: /^array$/i.test(dataType) ? 500 : null,
			declared: false,
			...rest,
		});
	}

	noteMessage(message: Message) {
		this.messages.push(message);
		if (this.messages.length > MESSAGES_KEPT) this.messages.shift();
	}
}

/** @returns entries; a text is its own name */
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
		tags: Array.isArray(entry.tags) ? entry.tags.map(String) : [],
	};
}

const ADDERS: Record<string, (workspace: Workspace, entry: Json) => void> = {
	keys: ({ keys }, { key, id, permissions = ['*'] }) => {
		keys.set(String(key ?? id), new Set(permissions as string[]));
	},
	customAttributes: (workspace, { name, data_type = 'String', ...rest }) => {
		workspace.noteAttribute(String(name), String(data_type), {
			description: textOf(rest.description ?? ''),
			status: textOf(rest.status ?? 'Active'),
			tag_names: Array.isArray(rest.tag_names) ? rest.tag_names.map(String) : [],
			declared: true,
		});
	},
	events: ({ events }, { name }) => events.add(String(name)),
	products: ({ products }, { name, id }) => products.add(String(name ?? id)),
	campaigns: ({ campaigns }, entry) => campaigns.set(String(entry.id), campaignOf(entry)),
	canvases: ({ canvases }, entry) => canvases.set(String(entry.id), campaignOf(entry)),
	segments: ({ segments }, { id, name, tags = [] }) => {
		segments.set(String(id), { id, name, analytics_tracking_enabled: false, tags });
	},
	catalogs: ({ catalogs }, entry) => catalogs.declare(entry),
	subscriptionGroups: ({ subscriptionGroups }, { id, name, channel = 'email' }) => {
		subscriptionGroups.set(String(id), {
			id: String(id),
			name: String(name ?? id),
			channel: String(channel).toLowerCase(),
		});
	},
	appIds: ({ appIds }, { id }) => appIds.add(String(id)),
};

/**
 * Adds to what a workspace has: keys with permissions, custom attributes with their types, events,
 * products, campaigns, canvases, segments, catalogs, subscription groups, apps, settings.
 *
 * @param config lists of objects, or of names where a name is enough; `settings` an object
 * @throws {TypeError} naming the part that is wrong; parts before it are then applied already
 */
export function configure(workspace: Workspace, config: unknown) {
	if (!isObject(config)) throw new TypeError('the workspace must be an object');
	for (const [part, value] of Object.entries(config)) {
		if (part === 'settings') {
			applySettings(workspace.settings, value);
			workspace.profiles.setMatching(workspace.settings.contactMatching);
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
