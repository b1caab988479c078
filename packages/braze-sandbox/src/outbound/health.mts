import type { Clock } from '../clock.mts';

/** braze(troubleshooting): more failures of a host in any minute halt requests to it. */
const MAX_FAILURES = 3_000;
const MINUTE_MS = 60_000;
const FAILURES = new Set([408, 429, 502, 503, 504, 529]);
/** braze(troubleshooting): the status of a halted request. */
export const HALTED = 598;

/** Which hosts are unhealthy; webhooks to those are halted for a minute. */
export class HostHealth {
	private readonly clock: Clock;
	/** When requests failed in the last minute, by host. */
	private readonly failures = new Map<string, number[]>();
	private readonly haltedUntil = new Map<string, number>();

	constructor(clock: Clock) {
		this.clock = clock;
	}

	isHalted(url: string): boolean {
		return this.clock.now() < (this.haltedUntil.get(new URL(url).host) ?? 0);
	}

	/** Notes how a request ended; too many failures halt its host. */
	note(url: string, status: number) {
		if (!FAILURES.has(status)) return;
		const { host } = new URL(url);
		const now = this.clock.now();
		const recent = this.failures.get(host) ?? [];
		recent.push(now);
		const first = recent.findIndex((at) => now - at < MINUTE_MS);
		recent.splice(0, first);
		this.failures.set(host, recent);
		if (recent.length <= MAX_FAILURES) return;
		this.haltedUntil.set(host, now + MINUTE_MS);
		this.failures.delete(host);
	}
}
