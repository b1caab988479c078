import { randomUUID } from 'node:crypto';
import { Clock } from '../clock.mts';
import { Catalogs } from './catalogs.mts';
import { canonicalType } from './custom.mts';
import { Profiles } from './profiles.mts';
import { applySettings, defaultSettings } from './settingValues.mts';
import { inheritGroups } from './subscriptions.mts';
import { isObject, textOf } from './values.mts';
import type { Campaign, CustomAttribute, Json, Message, Profile } from '../types.mts';

/** Sent messages that are kept to look at. */
const MESSAGES_KEPT = 1_000;

/** what the workspace knows of an event or a product; only an active one is processed */
export interface NamedData {
	name: string;
	status: string;
}

interface SubscriptionGroup {
	id: string;
	name: string;
	channel: string;
	archived: boolean;
}

/** Everything one Braze workspace holds. No HTTP in here. */
export class Workspace {
	readonly clock: Clock;
	readonly profiles: Profiles;
	readonly catalogs: Catalogs;
	keys: Map<string, Set<string>>;
	customAttributes: Map<string, CustomAttribute> = new Map();
	/** Custom events by name. */
	events: Map<string, NamedData> = new Map();
	/** Products by id. */
	products: Map<string, NamedData> = new Map();
	campaigns: Map<string, Campaign> = new Map();
	canvases: Map<string, Campaign> = new Map();
	segments: Map<string, Json> = new Map();
	subscriptionGroups: Map<string, SubscriptionGroup> = new Map();
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
		this.catalogs = new Catalogs(clock, () => this.settings.replacedItems === 'keep');
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
			forced: false,
			...rest,
		});
	}

	/** Notes that an event or a product was sent. @returns whether it is processed */
	noteData(kind: 'events' | 'products', name: string): boolean {
		const known = this[kind].get(name) ?? { name, status: 'Active' };
		this[kind].set(name, known);
		return known.status === 'Active';
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
		stopped: entry.stopped === true,
		draft: entry.draft === true,
		re_eligible: typeof entry.re_eligible === 'boolean' ? entry.re_eligible : null,
		outcome: entry.outcome === 'aborted' || entry.outcome === 'bounced' ? entry.outcome : 'sent',
		created_at: textOf(entry.created_at ?? entry.last_edited ?? new Date().toISOString()),
		tags: Array.isArray(entry.tags) ? entry.tags.map(String) : [],
	};
}

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
