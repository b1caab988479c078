import { Clock } from '../clock.mts';
import type { ConnectorSettings } from '../outbound/connector.mts';
import type { Outbox } from '../outbound/outbox.mts';
import type { Campaign, CustomAttribute, Json, Message, Profile } from '../types.mts';
import { Catalogs } from './catalogs.mts';
import { canonicalType } from './custom.mts';
import { Profiles } from './profiles.mts';
import { defaultSettings } from './settingValues.mts';
import { inheritGroups } from './subscriptions.mts';

/** How many sent messages are kept. */
const MESSAGES_KEPT = 1_000;

/** What the workspace knows about an event or a product; only an active one is processed. */
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

/** A send that is due later. */
export interface Schedule {
	kind: 'campaign' | 'canvas' | 'message';
	/** Of the campaign or Canvas; null for a message without one. */
	targetId: string | null;
	at: Date;
	send: () => void;
	/** What a message was changed to. */
	messages?: Json;
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
	/** Global email state, by address. */
	emailStates: Map<string, string> = new Map();
	/** Newest last. */
	messages: Message[] = [];
	/** Addresses that bounced, and since when. */
	hardBounces: Map<string, Date> = new Map();
	/** Addresses that were unsubscribed, and when. */
	unsubscribes: Map<string, Date> = new Map();
	spamReports: Set<string> = new Set();
	invalidPhones: Map<string, { at: Date; reason: string }> = new Map();
	/** By id. */
	preferenceCenters: Map<string, Json> = new Map();
	/** By id. */
	schedules: Map<string, Schedule> = new Map();
	/** When the export of a segment started, by segment. */
	exports: Map<string, Date> = new Map();
	sendIds: Set<string> = new Set();
	/** Connectors of Currents. */
	connectors: ConnectorSettings[] = [];
	/** Where the status of transactional emails goes. */
	statusPostbacks: Set<string> = new Set();
	/** Sends what the workspace has for others. */
	outbox: Pick<Outbox, 'message' | 'status' | 'json'> | null = null;
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

	/** @param profile a profile that has just got its email or phone */
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

	/** Sends what was scheduled for now or before, the earliest first. */
	sendDue() {
		if (this.schedules.size === 0) return;
		const now = this.clock.now();
		const due = [...this.schedules].filter(([, { at }]) => at.getTime() <= now);
		for (const [id, { send }] of due.sort(([, a], [, b]) => a.at.getTime() - b.at.getTime())) {
			this.schedules.delete(id);
			send();
		}
	}

	noteMessage(message: Message) {
		this.messages.push(message);
		if (this.messages.length > MESSAGES_KEPT) this.messages.shift();
	}
}
