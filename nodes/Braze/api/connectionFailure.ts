import type { NoResponse } from './response';

/** The explanation of a failed connection. */
type Cause = Omit<NoResponse, 'kind'>;

/** The parts of an error that say what happened; any of them may be missing. */
interface Clues {
	code?: unknown;
	/** The system call, e.g. `connect`. */
	syscall?: unknown;
	/** The host that was looked up. */
	hostname?: unknown;
	name?: unknown;
	message?: unknown;
	cause?: unknown;
}

/** How many errors wrap each other, at most: n8n's, its HTTP client's, Node.js's. */
const DEEPEST = 5;

/** Node.js's codes for certificates that it refuses, which happens before anything is sent. */
const CERTIFICATE =
	/CERT|CRL|^UNABLE_TO_|^INVALID_(CA|PURPOSE)$|^PATH_LENGTH_EXCEEDED$|^HOSTNAME_MISMATCH$/;

/** What is wrong with a certificate: the first match applies. */
const CERTIFICATE_FAULTS: ReadonlyArray<[RegExp, string]> = [
	[/EXPIRED/, 'it has expired'],
	[/NOT_YET_VALID/, 'it is not valid yet'],
	[/ALTNAME|HOSTNAME/, 'it belongs to another host'],
	[/REVOKED/, 'it has been revoked'],
	[/./, 'n8n does not know the authority that signed it'],
];

/** Errors in the TLS handshake, before anything is sent. */
const HANDSHAKE = /^EPROTO$|^ERR_SSL_|^ERR_TLS_/;

/** Errors that can also happen later in a TLS connection. */
const AFTER_HANDSHAKE = /BAD_RECORD_MAC|UNEXPECTED_EOF|RENEGOTIATION/;

/** Error codes of connections, before or after a request was sent. */
const WORDS: Readonly<Record<string, string>> = {
	EACCES: 'this machine does not allow the connection',
	EADDRINUSE: 'this machine has no free port',
	EADDRNOTAVAIL: 'this machine has no free address',
	EAI_AGAIN: 'the name server does not respond',
	ECONNABORTED: 'the connection was aborted',
	ECONNREFUSED: 'the connection was refused',
	ECONNRESET: 'the connection was closed',
	EHOSTUNREACH: 'there is no way to this host',
	ENETUNREACH: 'there is no way to this network',
	ENOTFOUND: 'this host does not exist',
	EPERM: 'this machine does not allow the connection',
	EPIPE: 'the connection was closed',
	ERR_STREAM_PREMATURE_CLOSE: 'the response was cut off',
	ESOCKETTIMEDOUT: 'the connection timed out',
	ETIMEDOUT: 'the connection timed out',
};

/** Error codes that only occur before a connection is established. */
const NEVER_CONNECTED = new Set([
	'EAI_AGAIN',
	'ECONNREFUSED',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'ENOTFOUND',
]);

/** What Node.js and its agents say, without a code, if a connection ends before it is established. */
const BEFORE_CONNECTED = /before secure TLS connection was established|CONNECT response/i;

/**
 * What n8n's protection against server-side request forgery throws, before anything is sent.
 * Source: packages/@n8n/backend-network/src/ssrf of n8n
 */
const BLOCKED = /^SsrfBlocked(Ip|Hostname)Error$|^The request was blocked because /;

/**
 * Explains why there was no response, and whether Braze may have got the request. System error codes are not
 * shown: n8n replaces messages that contain one, e.g. by "You can retry the request immediately".
 *
 * @param error the error of n8n's HTTP helper
 * @param redact removes the API key from a text
 */
export function connectionFailureOf(error: unknown, redact: (text: string) => string): NoResponse {
	const chain = chainOf(error);
	const { reason, ...rest } = causeOf(chain);
	return { kind: 'none', ...rest, reason: redact(reason) };
}

function causeOf(chain: readonly Clues[]): Cause {
	const blocked = chain.find(({ name, message }) => [name, message].some(matches(BLOCKED)));
	if (blocked !== undefined) return blockedByN8n(chain);
	const failed = chain.find(({ code }) => matches(/^[A-Z][A-Z\d_]+$/)(code)) ?? {};
	const code = failed.code as string | undefined;
	if (code !== undefined && CERTIFICATE.test(code)) return certificateOf(code);
	const innermost = chain.at(-1) ?? {};
	const isHandshake =
		code !== undefined && HANDSHAKE.test(code) && !chain.some(says(AFTER_HANDSHAKE));
	if (isHandshake) return { reached: false, reason: 'the TLS handshake failed' };
	const early =
		(code !== undefined && NEVER_CONNECTED.has(code)) ||
		chain.some(({ syscall }) => syscall === 'connect' || syscall === 'getaddrinfo') ||
		chain.some(says(BEFORE_CONNECTED));
	return { reached: !early, reason: wordsFor(code, innermost, chain) };
}

function wordsFor(code: string | undefined, { message }: Clues, chain: readonly Clues[]): string {
	if (code === undefined) return typeof message === 'string' ? message : 'unknown reason';
	const host = chain.map(({ hostname }) => hostname).find((name) => typeof name === 'string');
	// It may be a proxy's.
	if (code === 'ENOTFOUND' && host !== undefined) return `the host ${host} does not exist`;
	if (Object.hasOwn(WORDS, code)) return WORDS[code];
	return code.startsWith('HPE_') ? 'the response is not valid HTTP' : 'the network failed';
}

function certificateOf(code: string): Cause {
	const [, fault] = CERTIFICATE_FAULTS.find(([pattern]) => pattern.test(code)) ?? [];
	return {
		reached: false,
		isLasting: true,
		reason: `the certificate cannot be trusted: ${fault}`,
		advice:
			'If a proxy or firewall of yours inspects encrypted traffic, put the certificate of its authority into a file and name that in n8n’s environment variable NODE_EXTRA_CA_CERTS; else check the clock of this machine and the REST endpoint in the credential.',
	};
}

function blockedByN8n(chain: readonly Clues[]): Cause {
	const byName = chain.some(({ name }) => name === 'SsrfBlockedHostnameError');
	const listed = byName ? 'take it off N8N_SSRF_BLOCKED_HOSTNAMES or ' : '';
	return {
		reached: false,
		isLasting: true,
		reason: 'n8n’s protection against server-side request forgery blocks this address',
		advice: `If the address is right, ask the administrator of your n8n to ${listed}allow it with N8N_SSRF_ALLOWED_HOSTNAMES or N8N_SSRF_ALLOWED_IP_RANGES.`,
	};
}

/** The error and the errors that it wraps, from the outside in. */
function chainOf(error: unknown): Clues[] {
	const chain: Clues[] = [];
	for (let inner = error; chain.length < DEEPEST; inner = (inner as Clues).cause) {
		if (typeof inner !== 'object' || inner === null) break;
		chain.push(inner);
	}
	return chain;
}

function matches(pattern: RegExp): (text: unknown) => boolean {
	return (text) => typeof text === 'string' && pattern.test(text);
}

function says(pattern: RegExp): (clues: Clues) => boolean {
	return ({ code, message }) => [code, message].some(matches(pattern));
}
