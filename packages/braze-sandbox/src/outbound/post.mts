/** A request from Braze to a receiver. */
export interface Outgoing {
	url: string;
	headers: Record<string, string>;
	body: string;
}

/** What came back. */
export interface Reply {
	/** 599 for a connection that failed or took too long. */
	status: number;
	/** How long the receiver asks to wait. */
	retryAfterMs: number;
}

export type Post = (request: Outgoing, signal: AbortSignal) => Promise<Reply>;

/** braze(webhook): 90 seconds until the time-out. */
const TIMEOUT_MS = 90_000;
/** braze(troubleshooting): the status of a connection that failed. */
const NO_CONNECTION = 599;

const LOOPBACK = /^(localhost|[\w.-]+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * ours: the sandbox calls only this machine.
 *
 * @returns the URL of something on this machine
 * @throws {TypeError} saying what is wrong
 */
export function loopbackUrl(value: unknown): string {
	const url = typeof value === 'string' && URL.canParse(value) ? new URL(value) : undefined;
	if (url?.protocol === 'http:' && LOOPBACK.test(url.hostname)) return url.href;
	throw new TypeError('the sandbox calls only http://127.0.0.1 and http://localhost');
}

export function isLoopbackUrl(value: unknown): boolean {
	try {
		return loopbackUrl(value) !== '';
	} catch {
		return false;
	}
}

/** Posts for real. braze(webhook): redirects are not followed. */
export const post: Post = async ({ url, headers, body }, signal) => {
	const limits = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
	try {
		const options = { method: 'POST', redirect: 'manual', headers, body, signal: limits } as const;
		const response = await fetch(url, options);
		await response.arrayBuffer();
		const seconds = Number(response.headers.get('retry-after') ?? 0);
		return { status: response.status, retryAfterMs: seconds > 0 ? seconds * 1000 : 0 };
	} catch {
		return { status: NO_CONNECTION, retryAfterMs: 0 };
	}
};
