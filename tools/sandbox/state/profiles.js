'use strict';

const { randomBytes } = require('node:crypto');

/** @typedef {import('../types').Profile} Profile */
/** @typedef {import('../types').Alias} Alias */

/** Profiles that are kept at hand as the most recently updated. */
const RECENT = 100;

/** @param {Alias} alias @returns {string} a key that no other label and name share */
function aliasKey({ alias_label, alias_name }) {
	return `${alias_label}\u0000${alias_name}`;
}

/**
 * All profiles of a workspace, with an index for each way to find one, so that finding never
 * depends on how many there are.
 */
class Profiles {
	constructor() {
		/** @type {Map<string, Profile>} by Braze id, in order of creation */
		this.all = new Map();
		/** @type {Map<string, Profile>} */
		this.byExternalId = new Map();
		/** @type {Map<string, Profile>} */
		this.byDeprecatedId = new Map();
		/** @type {Map<string, Profile>} */
		this.byAlias = new Map();
		/** @type {Record<'email' | 'phone', Map<string, Set<Profile>>>} */
		this.byContact = { email: new Map(), phone: new Map() };
		this.updates = 0;
		/** @type {Set<Profile>} the latest to be updated, the most recent last */
		this.recent = new Set();
	}

	/** @returns {Profile} a new profile without any identifier but its Braze id */
	create() {
		/** @type {Profile} */
		const profile = {
			brazeId: randomBytes(12).toString('hex'),
			externalId: null,
			deprecatedIds: [],
			aliases: [],
			createdAt: new Date(),
			updated: 0,
			standard: new Map(),
			custom: new Map(),
			events: new Map(),
			purchases: new Map(),
			revenue: 0,
			groups: new Map(),
		};
		this.all.set(profile.brazeId, profile);
		this.touch(profile);
		return profile;
	}

	/** Notes that the profile is now the most recently updated one. @param {Profile} profile */
	touch(profile) {
		profile.updated = ++this.updates;
		this.recent.delete(profile);
		this.recent.add(profile);
		if (this.recent.size <= RECENT) return;
		for (const oldest of this.recent) {
			this.recent.delete(oldest);
			return;
		}
	}

	/** @param {string} id primary or deprecated @returns {Profile | undefined} */
	findByExternalId(id) {
		return this.byExternalId.get(id) ?? this.byDeprecatedId.get(id);
	}

	/** @param {Alias} alias @returns {Profile | undefined} */
	findByAlias(alias) {
		return this.byAlias.get(aliasKey(alias));
	}

	/** @param {'email' | 'phone'} kind @param {string} value @returns {Profile[]} */
	findByContact(kind, value) {
		return [...(this.byContact[kind].get(value) ?? [])];
	}

	/** @param {Profile} profile @param {string} id */
	setExternalId(profile, id) {
		if (profile.externalId !== null) this.byExternalId.delete(profile.externalId);
		profile.externalId = id;
		this.byExternalId.set(id, profile);
	}

	/** Keeps a former id usable. @param {Profile} profile @param {string} id */
	deprecateId(profile, id) {
		profile.deprecatedIds.push(id);
		this.byDeprecatedId.set(id, profile);
	}

	/** @param {Profile} profile @param {string} id */
	forgetDeprecatedId(profile, id) {
		profile.deprecatedIds = profile.deprecatedIds.filter((other) => other !== id);
		this.byDeprecatedId.delete(id);
	}

	/**
	 * Gives the profile an alias, unless another one has it or it already has one with that label:
	 * one name for each label (user alias object page).
	 *
	 * @param {Profile} profile
	 * @param {Alias} alias
	 * @returns {boolean} whether it was added
	 */
	addAlias(profile, { alias_name, alias_label }) {
		const key = aliasKey({ alias_name, alias_label });
		if (this.byAlias.has(key)) return false;
		if (profile.aliases.some((other) => other.alias_label === alias_label)) return false;
		profile.aliases.push({ alias_name, alias_label });
		this.byAlias.set(key, profile);
		return true;
	}

	/** @param {Profile} profile @param {Alias} alias */
	removeAlias(profile, alias) {
		const key = aliasKey(alias);
		profile.aliases = profile.aliases.filter((other) => aliasKey(other) !== key);
		this.byAlias.delete(key);
	}

	/** @param {Profile} profile @param {'email' | 'phone'} kind @param {string | null} value */
	setContact(profile, kind, value) {
		const index = this.byContact[kind];
		const before = profile.standard.get(kind);
		if (typeof before === 'string') {
			const sharing = index.get(before);
			sharing?.delete(profile);
			if (sharing?.size === 0) index.delete(before);
		}
		if (value === null) {
			profile.standard.delete(kind);
			return;
		}
		profile.standard.set(kind, value);
		const sharing = index.get(value) ?? new Set();
		sharing.add(profile);
		index.set(value, sharing);
	}

	/** @param {Profile} profile */
	remove(profile) {
		this.setContact(profile, 'email', null);
		this.setContact(profile, 'phone', null);
		for (const alias of [...profile.aliases]) this.removeAlias(profile, alias);
		for (const id of profile.deprecatedIds) this.byDeprecatedId.delete(id);
		if (profile.externalId !== null) this.byExternalId.delete(profile.externalId);
		this.all.delete(profile.brazeId);
		this.recent.delete(profile);
	}
}

module.exports = { Profiles };
