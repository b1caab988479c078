import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { DEFAULT_HEADER, type SharedSecret } from './sharedSecret';

/** Shorter secrets can be guessed by trying. */
export const MIN_SECRET_LENGTH = 16;

/** RFC 9110, 5.1: a field name is a token. */
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
/** Headers keep printable ASCII as it is; other characters arrive differently from client to client. */
const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;
/** Headers that every call carries, or that a proxy may write or drop. */
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

/**
 * What is wrong with a shared secret, as far as can be known without a call from Komo.
 * @returns a message that names the field, or undefined
 */
export function problemOf(credential: Partial<SharedSecret>): string | undefined {
	const { secret = '', headerName = '' } = credential;
	if (secret.trim() === '') return 'Secret is empty, so every request would be rejected.';
	if (secret !== secret.trim()) {
		return 'Secret starts or ends with a space, which a header cannot contain. Remove it.';
	}
	if (!PRINTABLE_ASCII.test(secret)) {
		return 'Secret contains characters that a header cannot. Use only letters, digits and - _ .';
	}
	if (secret.length < MIN_SECRET_LENGTH) {
		return `Secret is too short. Use at least ${MIN_SECRET_LENGTH} characters.`;
	}
	const name = headerName.trim() || DEFAULT_HEADER;
	if (!HEADER_NAME.test(name)) {
		return 'Header Name is not a valid HTTP header name. Use only letters, digits and hyphens.';
	}
	if (TAKEN.has(name.toLowerCase())) {
		return `Header Name cannot be ${name}, which every request uses for something else. Use ${DEFAULT_HEADER}.`;
	}
	return undefined;
}

/** The credential's test: no request, as it is Komo that calls n8n. */
export async function testSharedSecret(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const problem = problemOf((credential.data ?? {}) as Partial<SharedSecret>);
	if (problem !== undefined) return { status: 'Error', message: problem };
	return { status: 'OK', message: 'The secret is valid' };
}
