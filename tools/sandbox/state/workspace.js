'use strict';

const { randomUUID } = require('node:crypto');
const { Catalogs } = require('./catalogs');
const { canonicalType } = require('./custom');
const { Profiles } = require('./profiles');
const { inheritGroups } = require('./subscriptions');
const { isObject } = require('./values');

/** @typedef {import('../types').Profile} Profile */
/** @typedef {import('../types').Settings} Settings */
/** @typedef {import('../types').Campaign} Campaign */
/** @typedef {import('../types').Json} Json */

/** Sent messages that are kept to look at. */
const MESSAGES_KEPT = 1_000;

/** @returns {Settings} */
function defaultSettings() {
	return {
		objectLimit: 'total',
		errorStyle: 'sentences',
		rateLimitStyle: 'epoch',
		rateLimit: { limit: 250_000, windowSeconds: 3_600, enforce: false },
		missingPermission: 403,
		oneDeleteList: false,
		blockedExternalIds: [],
	};
}

/** Everything one Braze workspace holds. No HTTP in here. */
class Workspace {
	/** @param {string} apiKey the key with every permission */
	constructor(apiKey) {
		this.profiles = new Profiles();
		this.catalogs = new Catalogs();
		/** @type {Map<string, Set<string>>} key to its permissions; `*` is every one */
		this.keys = new Map([[apiKey, new Set(['*'])]]);
		/** @type {Map<string, import('../types').CustomAttribute>} */
		this.customAttributes = new Map();
		/** @type {Set<string>} names of custom events */
		this.events = new Set();
		/** @type {Set<string>} product ids */
		this.products = new Set();
		/** @type {Map<string, Campaign>} */
		this.campaigns = new Map();
		/** @type {Map<string, Campaign>} */
		this.canvases = new Map();
		/** @type {Map<string, Json>} */
		this.segments = new Map();
		/** @type {Map<string, { id: string, name: string, channel: string }>} */
		this.subscriptionGroups = new Map();
		/** @type {Set<string>} */
		this.appIds = new Set();
		/** @type {Set<string>} app and token */
		this.pushTokens = new Set();
		/** @type {Map<string, Map<string, { state: string, until: number }>>} by contact, by group */
		this.waitingGroups = new Map();
		/** @type {Map<string, string>} global e-mail state, by address */
		this.emailStates = new Map();
		/** @type {import('../types').Message[]} newest last */
		this.messages = [];
		/** @type {Map<string, { dispatchId: string, until: number }>} by external_send_id */
		this.transactionalSends = new Map();
		this.settings = defaultSettings();
	}

	/** @param {Profile} profile a profile that has just got its e-mail or phone */
	inheritGroups(profile) {
		inheritGroups(this, profile);
	}

	/**
	 * @param {string} name
	 * @param {string} dataType
	 * @param {Partial<import('../types').CustomAttribute>} [rest]
	 */
	noteAttribute(name, dataType, rest = {}) {
		this.customAttributes.set(name, {
			name,
			// Not documented: the full list of type names that `/custom_attributes` uses.
			data_type: canonicalType(dataType),
			description: '',
			status: 'Active',
			tag_names: [],
			array_length: /^array$/i.test(dataType) ? 500 : null,
			declared: false,
			...rest,
		});
	}

	/** @param {import('../types').Message} message */
	noteMessage(message) {
		this.messages.push(message);
		if (this.messages.length > MESSAGES_KEPT) this.messages.shift();
	}
}

/** @param {unknown} list @param {string} field @returns {Json[]} entries; a text is its own name */
function entries(list, field) {
	if (list === undefined) return [];
	if (!Array.isArray(list)) throw new TypeError(`'${field}' must be a list`);
	return list.map((entry) => {
		if (typeof entry === 'string') return { id: entry, name: entry };
		if (isObject(entry)) return entry;
		throw new TypeError(`each entry of '${field}' must be a text or an object`);
	});
}

/** @param {Json} entry @returns {Campaign} */
function campaignOf(entry) {
	return {
		id: String(entry.id ?? randomUUID()),
		name: String(entry.name ?? entry.id ?? 'Untitled'),
		last_edited: String(entry.last_edited ?? new Date().toISOString()),
		is_api_campaign: entry.is_api_campaign !== false,
		transactional: entry.transactional === true,
		archived: entry.archived === true,
		paused: entry.paused === true,
		tags: Array.isArray(entry.tags) ? entry.tags.map(String) : [],
	};
}

/** @type {Record<string, (workspace: Workspace, entry: Json) => void>} */
const ADDERS = {
	keys: ({ keys }, { key, id, permissions = ['*'] }) => {
		keys.set(String(key ?? id), new Set(/** @type {string[]} */ (permissions)));
	},
	customAttributes: (workspace, { name, data_type = 'String', ...rest }) => {
		workspace.noteAttribute(String(name), String(data_type), {
			description: String(rest.description ?? ''),
			status: String(rest.status ?? 'Active'),
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
 * @param {Workspace} workspace
 * @param {unknown} config lists of objects, or of names where a name is enough; `settings` an object
 * @throws {TypeError} naming the part that is wrong; parts before it are then applied already
 */
function configure(workspace, config) {
	if (!isObject(config)) throw new TypeError('the workspace must be an object');
	for (const [part, value] of Object.entries(config)) {
		if (part === 'settings') {
			applySettings(workspace.settings, value);
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

/** @param {Settings} settings @param {unknown} changes */
function applySettings(settings, changes) {
	if (!isObject(changes)) throw new TypeError("'settings' must be an object");
	for (const name of Object.keys(changes)) {
		if (!Object.hasOwn(settings, name)) {
			throw new TypeError(`'${name}' is no setting; there are ${Object.keys(settings).join(', ')}`);
		}
	}
	const rateLimit = { ...settings.rateLimit, ...Object(changes.rateLimit) };
	Object.assign(settings, changes, { rateLimit });
}

module.exports = { Workspace, configure };
