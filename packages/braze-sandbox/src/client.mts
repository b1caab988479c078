import type { Json } from './types.mts';

/** A response of the sandbox, whatever its status. */
export interface Response {
	status: number;
	/** By name in lower case. */
	headers: Record<string, string>;
	/** Parsed if it is JSON, otherwise the text. */
	data: unknown;
}

export interface RequestOptions {
	/** Sent as JSON. */
	body?: unknown;
	/** Sent unchanged, instead of `body`. */
	text?: string;
	headers?: Record<string, string>;
}

/** A request as the sandbox logged it. */
export interface LoggedRequest {
	method: string;
	path: string;
	body: unknown;
	status: number;
	fault: string | null;
	response: unknown;
}

/** Talks to a running sandbox: Braze's own endpoints, and the control API beside them. */
export class SandboxClient {
	readonly url: string;
	readonly apiKey: string;

	constructor({ url, apiKey }: { url: string; apiKey: string }) {
		this.url = url;
		this.apiKey = apiKey;
	}

	/**
	 * Sends a request with the sandbox's key. No status makes it throw.
	 *
	 * @throws {Error} when the connection fails, with the reason as `cause`
	 */
	async request(method: string, path: string, options: RequestOptions = {}): Promise<Response> {
		const { body, text, headers } = options;
		const response = await fetch(this.url + path, {
			method,
			redirect: 'manual',
			headers: {
				authorization: `Bearer ${this.apiKey}`,
				...(body !== undefined || text !== undefined ? { 'content-type': 'application/json' } : {}),
				...headers,
			},
			body: text ?? (body === undefined ? undefined : JSON.stringify(body)),
		});
		return {
			status: response.status,
			headers: Object.fromEntries(response.headers),
			data: parsed(await response.text()),
		};
	}

	async get(path: string): Promise<Response> {
		return await this.request('GET', path);
	}

	async post(path: string, body: unknown = {}): Promise<Response> {
		return await this.request('POST', path, { body });
	}

	/** @throws {Error} if the sandbox refuses the change, saying why */
	async control(name: string, body: unknown = {}): Promise<void> {
		const { status, data } = await this.post(`/_sandbox/${name}`, body);
		if (status !== 200) throw new Error(`_sandbox/${name}: ${status} ${JSON.stringify(data)}`);
	}

	/** Back to an empty workspace without faults. */
	async reset(): Promise<void> {
		await this.control('reset');
	}

	/** Adds to what the workspace has, see the README. */
	async workspace(changes: object): Promise<void> {
		await this.control('workspace', changes);
	}

	/** Replaces all faults. */
	async faults(rules: object[], seed = 1): Promise<void> {
		await this.control('faults', { rules, seed });
	}

	/** Makes requests wait, `maxHeld` at most, and take effect in an order that the seed decides; 0 ends it. */
	async lag(lag: { maxHeld: number; seed?: number }): Promise<void> {
		await this.control('lag', lag);
	}

	/** Makes waiting requests take effect, all of them by default. */
	async release(count?: number): Promise<void> {
		await this.control('lag/release', { count });
	}

	/** Moves or stops the sandbox's clock. */
	async clock(change: {
		now?: string | number;
		advanceMs?: number;
		stopped?: boolean;
	}): Promise<void> {
		await this.control('clock', change);
	}

	/**
	 * Sends what Braze would send to a URL on this machine, by Braze's rules.
	 *
	 * @param order see the README
	 * @returns how it ended, and each status
	 */
	async send(order: object): Promise<{ outcome: string; statuses: number[] }> {
		const { status, data } = await this.post('/_sandbox/send', order);
		if (status !== 200) throw new Error(`_sandbox/send: ${status} ${JSON.stringify(data)}`);
		return data as { outcome: string; statuses: number[] };
	}

	/** The latest requests to Braze's endpoints, 500 at most, oldest first. */
	async requests(): Promise<LoggedRequest[]> {
		const response = await this.get('/_sandbox/requests');
		return (response.data as { requests: LoggedRequest[] }).requests.reverse();
	}

	/** All profiles with everything they hold. */
	async profiles(): Promise<Json[]> {
		const response = await this.get('/_sandbox/profiles');
		return (response.data as { profiles: Json[] }).profiles;
	}
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}
