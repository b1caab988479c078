import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { headerNameOf, type SharedSecret } from './sharedSecret';

/** Shorter secrets can be guessed. */
const MIN_SECRET_LENGTH = 16;

/**
 * Node.js, and so n8n, accepts 16 KB of headers in total and responds to more with 431; proxies commonly
 * accept lines of 8 KB. Half of that leaves room for the rest of either.
 * Sources: https://nodejs.org/api/http.html#httpmaxheadersize,
 * https://nginx.org/en/docs/http/ngx_http_core_module.html#large_client_header_buffers
 */
export const MAX_SECRET_LENGTH = 4_096;

/** RFC 9110, 5.1: a field name is a token. */
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
/** Printable ASCII is safe in headers; other characters arrive differently depending on the client. */
const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;
/** Headers that every call has, or that a proxy may add or drop. */
const TAKEN = new Set([
	'accept',
	'accept-encoding',
	'connection',
	'content-encoding',
	'content-length',
	'content-type',
	'cookie',
	'host',
	'transfer-encoding',
	'user-agent',
]);

/** What is wrong with a secret, without repeating it. */
function problemWith(label: string, secret: string): string | undefined {
	if (secret !== secret.trim()) {
		return `${label} starts or ends with a space, which a header cannot contain. Remove it.`;
	}
	if (!PRINTABLE_ASCII.test(secret)) {
		return `${label} contains characters that a header cannot. Use only letters, digits and - _ .`;
	}
	if (secret.length < MIN_SECRET_LENGTH) {
		return `${label} is too short. Use at least ${MIN_SECRET_LENGTH} characters.`;
	}
	if (secret.length > MAX_SECRET_LENGTH) {
		const most = MAX_SECRET_LENGTH.toLocaleString('en');
		return `${label} is too long for a header. Use at most ${most} characters.`;
	}
	return undefined;
}

/**
 * What is wrong with a shared secret, as far as can be known before the sender calls.
 *
 * @returns a message that names the field, or undefined
 */
export function problemOf(
	credential: Partial<SharedSecret>,
	defaultHeader: string,
): string | undefined {
	const { secret = '', previousSecret } = credential;
	if (secret.trim() === '') return 'Secret is empty, so every request would be rejected.';
	const problem =
		problemWith('Secret', secret) ??
		(previousSecret ? problemWith('Previous Secret', previousSecret) : undefined);
	if (problem !== undefined) return problem;
	const name = headerNameOf(credential, defaultHeader);
	if (!HEADER_NAME.test(name)) {
		return 'Header Name is not a valid HTTP header name. Use only letters, digits and hyphens.';
	}
	if (TAKEN.has(name.toLowerCase())) {
		return `Header Name cannot be ${name}, which every request uses for something else. Use ${defaultHeader}.`;
	}
	return undefined;
}

/** The credential's test. It makes no request, since it is the sender that calls n8n. */
export const sharedSecretTest = (defaultHeader: string) =>
	async function testSharedSecret(
		this: ICredentialTestFunctions,
		credential: ICredentialsDecrypted,
	): Promise<INodeCredentialTestResult> {
		const problem = problemOf(credential.data ?? {}, defaultHeader);
		if (problem !== undefined) return { status: 'Error', message: problem };
		return { status: 'OK', message: 'The secret is valid' };
	};
