import type { Clock } from '../clock.mts';
import type { Json } from '../types.mts';
import type { Outgoing } from './post.mts';
import type { Sending } from './webhook.mts';

/** braze(currents): a request has up to 100 events. */
const MAX_EVENTS = 100;
const DAY_MS = 24 * 60 * 60 * 1000;
/** braze(currents): after five days of trouble the connector is turned off. */
const MAX_TROUBLE_MS = 5 * DAY_MS;
/** braze(currents): after these statuses nothing is sent until the connector's settings change. */
const WRONG_SETTINGS = new Set([401, 403, 404]);

/** A Currents connector for custom HTTP. */
export interface ConnectorSettings {
	url: string;
	token: string | null;
	/** The types that are selected; null for all. */
	events: Set<string> | null;
}

/** What is sent to one connector, in order. */
export class Connector {
	settings: ConnectorSettings;
	state: 'live' | 'halted' | 'disabled' = 'live';
	/** Events that got a 400 on their own, or came after the connector was turned off. */
	dropped = 0;
	delivered = 0;
	private readonly sending: Sending;
	private readonly clock: Clock;
	/** Batches that wait, the next first. */
	private readonly queue: Json[][] = [];
	private troubleSince: number | null = null;
	private running: Promise<void> | null = null;
	/** Whether the first batch is on its way. */
	private isSending = false;

	constructor(settings: ConnectorSettings, sending: Sending, clock: Clock) {
		this.settings = settings;
		this.sending = sending;
		this.clock = clock;
	}

	get waiting(): number {
		return this.queue.reduce((sum, batch) => sum + batch.length, 0);
	}

	/** Takes the events that are selected. */
	add(events: Json[]) {
		const { events: selected } = this.settings;
		const wanted = events.filter(({ event_type: type }) => selected?.has(String(type)) ?? true);
		if (this.state === 'disabled') {
			this.dropped += wanted.length;
			return;
		}
		for (const event of wanted) {
			const last = this.queue.at(-1);
			const isOnItsWay = this.isSending && this.queue.length === 1;
			if (last && !isOnItsWay && last.length < MAX_EVENTS) last.push(event);
			else this.queue.push([event]);
		}
		this.start();
	}

	/** braze(currents): with new settings, it goes on with what waits. */
	change(settings: ConnectorSettings) {
		if (settings === this.settings) return;
		this.settings = settings;
		this.state = 'live';
		this.troubleSince = null;
		if (this.queue.length > 0) this.start();
	}

	/** braze(currents): an empty body is a check of the credentials. @returns its status */
	async check(): Promise<number> {
		return (await this.sending.attempt(this.requestOf([]))).status;
	}

	/** Resolves once nothing is on its way: all is delivered, or the connector is halted. */
	async settled(): Promise<void> {
		while (this.running) await this.running;
	}

	private start() {
		this.running ??= this.run().finally(() => {
			this.running = null;
			// (Something may have been added at the last moment.)
			if (this.state === 'live' && this.queue.length > 0 && !this.sending.isStopped()) this.start();
		});
	}

	private async run() {
		// (What is added at the same moment goes together.)
		await Promise.resolve();
		for (let retry = 1; this.queue.length > 0 && !this.sending.isStopped();) {
			this.isSending = true;
			const { status, retryAfterMs } = await this.sending.attempt(this.requestOf(this.queue[0]));
			this.isSending = false;
			if (this.react(status)) {
				retry = 1;
				continue;
			}
			if (this.state !== 'live') return;
			await this.sending.pause(retry, retryAfterMs);
			retry += 1;
		}
	}

	/**
	 * braze(currents): 2xx is delivered; 400 is split into single events, which are dropped if they
	 *   get another 400; 413 is split into smaller batches; 401, 403 and 404 halt; everything
	 *   else is sent again.
	 *
	 * @returns whether it goes on at once
	 */
	private react(status: number): boolean {
		const [batch] = this.queue;
		if (status >= 200 && status < 300) {
			this.queue.shift();
			this.delivered += batch.length;
			this.troubleSince = null;
			return true;
		}
		if (status === 400 || (status === 413 && batch.length > 1)) {
			this.queue.shift();
			if (batch.length === 1) this.dropped += 1;
			else this.queue.unshift(...split(batch, status === 400 ? 1 : Math.ceil(batch.length / 2)));
			return true;
		}
		const now = this.clock.now();
		this.troubleSince ??= now;
		if (now - this.troubleSince > MAX_TROUBLE_MS) this.state = 'disabled';
		else if (WRONG_SETTINGS.has(status)) this.state = 'halted';
		return false;
	}

	private requestOf(events: Json[]): Outgoing {
		const { url, token } = this.settings;
		return {
			url,
			headers: {
				'content-type': 'application/json',
				'braze-currents-version': '1',
				...(token !== null && { authorization: `Bearer ${token}` }),
			},
			body: JSON.stringify({ events }),
		};
	}
}

function split(batch: Json[], size: number): Json[][] {
	const parts: Json[][] = [];
	for (let start = 0; start < batch.length; start += size) {
		parts.push(batch.slice(start, start + size));
	}
	return parts;
}
