import { Clock } from './clock.mts';
import { Faults } from './faults.mts';
import { Lag } from './lag.mts';
import { type Limit, limitOf } from './limits.mts';
import { RequestLog } from './log.mts';
import { Outbox } from './outbound/outbox.mts';
import { RateLimits } from './rates.mts';
import { configure } from './state/configure.mts';
import { Workspace } from './state/workspace.mts';
import { Traffic } from './traffic.mts';

/** The state of a running sandbox; the control API changes it. */
export class Sandbox {
	readonly apiKey: string;
	log = new RequestLog();
	traffic = new Traffic();
	faults = new Faults();
	lag = new Lag();
	clock = new Clock();
	rates = new RateLimits(this.clock);
	workspace: Workspace;
	outbox: Outbox;
	/** Grows with every change, so that the page can ask whether there is news. */
	version = 1;

	/** @param initial a workspace to start with */
	constructor(apiKey: string, initial?: unknown) {
		this.apiKey = apiKey;
		this.workspace = new Workspace(apiKey, this.clock);
		this.outbox = this.connect();
		if (initial !== undefined) configure(this.workspace, initial);
	}

	/** Back to an empty workspace: no faults, no lag, no requests, the machine's time, the one key. */
	reset() {
		this.log = new RequestLog();
		this.traffic = new Traffic();
		this.faults = new Faults();
		this.lag = new Lag();
		this.clock = new Clock();
		this.rates = new RateLimits(this.clock);
		this.workspace = new Workspace(this.apiKey, this.clock);
		this.outbox.stop();
		this.outbox = this.connect();
		this.version += 1;
	}

	private connect(): Outbox {
		const outbox = new Outbox(this.workspace, this.clock);
		this.workspace.outbox = outbox;
		return outbox;
	}

	/** The rate limit that a request counts against, and whether it is enforced. */
	limitFor(method: string, path: string, body: unknown): { limit: Limit; isKept: boolean } {
		const { endpointLimits, rateLimit } = this.workspace.settings;
		if (endpointLimits) return { limit: limitOf(method, path, body), isKept: true };
		return { limit: { name: 'all', ...rateLimit }, isKept: rateLimit.enforce };
	}
}
