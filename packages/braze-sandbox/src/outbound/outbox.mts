import { setTimeout as wait } from 'node:timers/promises';

import type { Clock } from '../clock.mts';
import type { Workspace } from '../state/workspace.mts';
import type { Campaign, Json, Message, Profile } from '../types.mts';
import { Connector, type ConnectorSettings } from './connector.mts';
import { eventsOf } from './events.mts';
import { HostHealth } from './health.mts';
import { rendered } from './liquid.mts';
import { type Outgoing, type Post, post } from './post.mts';
import { type Sending, sendWebhook } from './webhook.mts';

/** How many attempts are kept. */
const KEPT = 1_000;
/** ours: the first pause; each further one is twice as long, up to a minute. Braze's are longer. */
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 60_000;

/** An attempt to send something. */
interface Sent {
	url: string;
	body: unknown;
	status: number;
}

/** How one delivery ended. */
export interface Delivery {
	outcome: 'delivered' | 'failed' | 'halted' | 'disabled';
	/** The statuses that came back, in order. */
	statuses: number[];
}

/** The outside world, which tests replace. */
export interface World {
	post: Post;
	/** Resolves after a time, or when the signal aborts. */
	sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

const sleep: World['sleep'] = async (ms, signal) => {
	await wait(ms, undefined, { signal, ref: false }).catch(() => {});
};

const JSON_HEADERS = { 'content-type': 'application/json' };

const parsed = (text: string): unknown => {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
};

/** What a workspace sends to others: Currents, webhooks, postbacks and callbacks. */
export class Outbox {
	/** Newest last. */
	readonly sent: Sent[] = [];
	private readonly workspace: Workspace;
	private readonly clock: Clock;
	private readonly world: World;
	private readonly stopped = new AbortController();
	private readonly health: HostHealth;
	/** By URL. */
	private readonly connectors = new Map<string, Connector>();

	constructor(workspace: Workspace, clock: Clock, world: World = { post, sleep }) {
		this.workspace = workspace;
		this.clock = clock;
		this.world = world;
		this.health = new HostHealth(clock);
	}

	/** Stops sending. */
	stop() {
		this.stopped.abort();
	}

	/** Connectors whose settings have changed go on with what waits. */
	refresh() {
		this.live();
	}

	/** What is known about each connector. */
	states(): object[] {
		return this.live().map(({ settings, state, delivered, dropped, waiting }) => ({
			url: settings.url,
			state,
			delivered,
			dropped,
			waiting,
		}));
	}

	/** A campaign or Canvas sent a message. */
	message(message: Message, campaign: Campaign, profile: Profile | undefined) {
		if (!profile) return;
		this.emit(eventsOf(message, campaign, profile, this.clock.date()));
		if (!campaign.webhook) return;
		const { url, headers, body } = campaign.webhook;
		const text = rendered(body, message, campaign, profile);
		void this.webhook({ url, headers: { ...JSON_HEADERS, ...headers }, body: text });
	}

	/** Events go to every connector. */
	emit(events: Json[]) {
		for (const connector of this.live()) connector.add(events);
	}

	/** A transactional email has a new status. */
	status(body: Json) {
		for (const url of this.workspace.statusPostbacks) void this.json(url, body);
	}

	/**
	 * Sends JSON as webhooks are sent.
	 *
	 * inferred: postbacks and callbacks are sent again as webhooks are.
	 */
	async json(url: string, body: Json): Promise<Delivery> {
		return await this.webhook({ url, headers: JSON_HEADERS, body: JSON.stringify(body) });
	}

	async webhook(request: Outgoing): Promise<Delivery> {
		const statuses: number[] = [];
		const isReceived = await sendWebhook(request, this.sending(statuses), this.health);
		return { outcome: isReceived ? 'delivered' : 'failed', statuses };
	}

	/** Sends events to a connector of its own; an empty list checks its credentials. */
	async currents(settings: ConnectorSettings, events: Json[]): Promise<Delivery> {
		const statuses: number[] = [];
		const connector = new Connector(settings, this.sending(statuses), this.clock);
		if (events.length === 0) await connector.check();
		else connector.add(events);
		await connector.settled();
		const isChecked = events.length > 0 || (statuses[0] >= 200 && statuses[0] < 300);
		if (connector.state !== 'live') return { outcome: connector.state, statuses };
		return { outcome: isChecked && connector.dropped === 0 ? 'delivered' : 'failed', statuses };
	}

	private live(): Connector[] {
		return this.workspace.connectors.map((settings) => {
			const known = this.connectors.get(settings.url);
			const connector = known ?? new Connector(settings, this.sending([]), this.clock);
			this.connectors.set(settings.url, connector);
			connector.change(settings);
			return connector;
		});
	}

	private sending(statuses: number[]): Sending {
		const { signal } = this.stopped;
		return {
			attempt: async (request) => {
				const reply = await this.world.post(request, signal);
				statuses.push(reply.status);
				this.note({ url: request.url, body: parsed(request.body), status: reply.status });
				return reply;
			},
			pause: async (retry, leastMs) => {
				const pause = Math.min(FIRST_PAUSE_MS * 2 ** (retry - 1), LONGEST_PAUSE_MS);
				await this.world.sleep(Math.max(pause, leastMs), signal);
			},
			isStopped: () => signal.aborted,
		};
	}

	private note(sent: Sent) {
		this.sent.push(sent);
		if (this.sent.length > KEPT) this.sent.shift();
	}
}
