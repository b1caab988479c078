import { randomBytes } from 'node:crypto';

import type { Clock } from '../clock.mts';
import type { Alias, Profile } from '../types.mts';
import { storedPhone } from './contacts.mts';
import type { Settings } from './settings.mts';

type ContactRules = Pick<Settings, 'contactMatching' | 'phoneWithoutPlus'>;

/** How many of the most recently updated profiles are kept at hand. */
const RECENT = 100;

/** @returns a key that no other label and name share */
function aliasKey({ alias_label, alias_name }: Alias): string {
	return `${alias_label}\u0000${alias_name}`;
}

/**
 * All profiles of a workspace, with an index for each way to find one, so that finding never
 * depends on how many there are.
 */
export class Profiles {
	/** By Braze id, in order of creation. */
	all: Map<string, Profile> = new Map();
	byExternalId: Map<string, Profile> = new Map();
	byDeprecatedId: Map<string, Profile> = new Map();
	byAlias: Map<string, Profile> = new Map();
	byContact: Record<'email' | 'phone', Map<string, Set<Profile>>> = {
		email: new Map(),
		phone: new Map(),
	};
	updates = 0;
	/** The latest to be updated, the most recent last. */
	recent: Set<Profile> = new Set();
	private rules: ContactRules = { contactMatching: 'exact', phoneWithoutPlus: 'us10' };
	private readonly clock: Clock;

	constructor(clock: Clock) {
		this.clock = clock;
	}

	/** Sets how emails and phones are kept and compared, including those already there. */
	setRules({ contactMatching, phoneWithoutPlus }: ContactRules) {
		const { rules } = this;
		const isSame =
			contactMatching === rules.contactMatching && phoneWithoutPlus === rules.phoneWithoutPlus;
		if (isSame) return;
		this.rules = { contactMatching, phoneWithoutPlus };
		this.byContact = { email: new Map(), phone: new Map() };
		for (const profile of this.all.values()) {
			for (const kind of ['email', 'phone'] as const) {
				const value = profile.standard.get(kind);
				if (typeof value === 'string') this.setContact(profile, kind, value);
			}
		}
	}

	/**
	 * The key by which an email or a phone is found.
	 *
	 * ours: by default emails and phones are compared as they are stored, letter by letter; loosely,
	 *   case and the `+` of a number don't matter.
	 */
	contactKey(kind: 'email' | 'phone', value: string): string {
		const stored = this.storedContact(kind, value);
		if (this.rules.contactMatching === 'exact') return stored;
		return kind === 'email' ? stored.trim().toLowerCase() : stored.replace(/\D/g, '');
	}

	private storedContact(kind: 'email' | 'phone', value: string): string {
		return kind === 'email' ? value : storedPhone(value, this.rules.phoneWithoutPlus);
	}

	/** @returns a new profile without any identifier but its Braze id */
	create(): Profile {
		const profile: Profile = {
			brazeId: randomBytes(12).toString('hex'),
			externalId: null,
			deprecatedIds: [],
			aliases: [],
			createdAt: this.clock.date(),
			updated: 0,
			standard: new Map(),
			custom: new Map(),
			events: new Map(),
			purchases: new Map(),
			revenue: 0,
			groups: new Map(),
			received: new Map(),
		};
		this.all.set(profile.brazeId, profile);
		this.touch(profile);
		return profile;
	}

	/** Makes the profile the most recently updated one. */
	touch(profile: Profile) {
		profile.updated = ++this.updates;
		this.recent.delete(profile);
		this.recent.add(profile);
		if (this.recent.size <= RECENT) return;
		for (const oldest of this.recent) {
			this.recent.delete(oldest);
			return;
		}
	}

	/** @param id primary or deprecated */
	findByExternalId(id: string): Profile | undefined {
		return this.byExternalId.get(id) ?? this.byDeprecatedId.get(id);
	}

	findByAlias(alias: Alias): Profile | undefined {
		return this.byAlias.get(aliasKey(alias));
	}

	findByContact(kind: 'email' | 'phone', value: string): Profile[] {
		return [...(this.byContact[kind].get(this.contactKey(kind, value)) ?? [])];
	}

	setExternalId(profile: Profile, id: string) {
		if (profile.externalId !== null) this.byExternalId.delete(profile.externalId);
		profile.externalId = id;
		this.byExternalId.set(id, profile);
	}

	/** Keeps a former ID usable. */
	deprecateId(profile: Profile, id: string) {
		profile.deprecatedIds.push(id);
		this.byDeprecatedId.set(id, profile);
	}

	forgetDeprecatedId(profile: Profile, id: string) {
		profile.deprecatedIds = profile.deprecatedIds.filter((other) => other !== id);
		this.byDeprecatedId.delete(id);
	}

	/**
	 * Gives the profile an alias, unless another one has it or it has one with that label.
	 *
	 * braze(alias object): a user has one name for each label.
	 *
	 * @returns whether it was added
	 */
	addAlias(profile: Profile, { alias_name, alias_label }: Alias): boolean {
		const key = aliasKey({ alias_name, alias_label });
		if (this.byAlias.has(key)) return false;
		if (profile.aliases.some((other) => other.alias_label === alias_label)) return false;
		profile.aliases.push({ alias_name, alias_label });
		this.byAlias.set(key, profile);
		return true;
	}

	removeAlias(profile: Profile, alias: Alias) {
		const key = aliasKey(alias);
		profile.aliases = profile.aliases.filter((other) => aliasKey(other) !== key);
		this.byAlias.delete(key);
	}

	setContact(profile: Profile, kind: 'email' | 'phone', value: string | null) {
		const index = this.byContact[kind];
		const before = profile.standard.get(kind);
		if (typeof before === 'string') {
			const key = this.contactKey(kind, before);
			const sharing = index.get(key);
			sharing?.delete(profile);
			if (sharing?.size === 0) index.delete(key);
		}
		if (value === null) {
			profile.standard.delete(kind);
			return;
		}
		profile.standard.set(kind, this.storedContact(kind, value));
		const key = this.contactKey(kind, value);
		const sharing = index.get(key) ?? new Set<Profile>();
		sharing.add(profile);
		index.set(key, sharing);
	}

	remove(profile: Profile) {
		this.setContact(profile, 'email', null);
		this.setContact(profile, 'phone', null);
		for (const alias of [...profile.aliases]) this.removeAlias(profile, alias);
		for (const id of profile.deprecatedIds) this.byDeprecatedId.delete(id);
		if (profile.externalId !== null) this.byExternalId.delete(profile.externalId);
		this.all.delete(profile.brazeId);
		this.recent.delete(profile);
	}
}
