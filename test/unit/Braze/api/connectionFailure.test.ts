import { NodeApiError, NodeOperationError, type INode, type JsonObject } from 'n8n-workflow';

import { connectionFailureOf } from '../../../../nodes/Braze/api/connectionFailure';
import { classifyResponse } from '../../../../nodes/Braze/api/response';

const REST = 'https://rest.example.com';

/** As n8n's helper throws it: its own error around the HTTP client's around the system's. */
function wrapped(message: string, clues: object, name = 'Error'): Error {
	const inner = Object.assign(new Error(message), clues, { name });
	const { code } = clues as { code?: string };
	return new Error('n8n', { cause: Object.assign(new Error(message, { cause: inner }), { code }) });
}

const failure = (message: string, clues: object = {}, name?: string) =>
	connectionFailureOf(wrapped(message, clues, name), (text) => text);

const CERTIFICATES = [
	'SELF_SIGNED_CERT_IN_CHAIN',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	'UNABLE_TO_GET_ISSUER_CERT',
	'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
	'CERT_HAS_EXPIRED',
	'CERT_NOT_YET_VALID',
	'CERT_UNTRUSTED',
	'CERT_REVOKED',
	'CERT_SIGNATURE_FAILURE',
	'ERR_TLS_CERT_ALTNAME_INVALID',
	'HOSTNAME_MISMATCH',
	'INVALID_CA',
];

const NOT_SENT: Array<[string, object]> = [
	['connect ECONNREFUSED 127.0.0.1:9', { code: 'ECONNREFUSED', syscall: 'connect' }],
	['connect ETIMEDOUT 10.0.0.1:443', { code: 'ETIMEDOUT', syscall: 'connect' }],
	['connect ECONNRESET 10.0.0.1:443', { code: 'ECONNRESET', syscall: 'connect' }],
	['connect EACCES 10.0.0.1:443', { code: 'EACCES', syscall: 'connect' }],
	['connect EPERM 10.0.0.1:443', { code: 'EPERM', syscall: 'connect' }],
	['connect EADDRNOTAVAIL 10.0.0.1:443', { code: 'EADDRNOTAVAIL', syscall: 'connect' }],
	['getaddrinfo EAI_AGAIN x', { code: 'EAI_AGAIN', syscall: 'getaddrinfo', hostname: 'x' }],
	['write EPROTO 80:error:SSL routines:wrong version number', { code: 'EPROTO' }],
	['handshake failure', { code: 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE' }],
	['handshake timeout', { code: 'ERR_TLS_HANDSHAKE_TIMEOUT' }],
	[
		'Client network socket disconnected before secure TLS connection was established',
		{ code: 'ECONNRESET' },
	],
	['Proxy connection ended before receiving CONNECT response', {}],
];

const MAYBE_SENT: Array<[string, object]> = [
	['socket hang up', { code: 'ECONNRESET' }],
	['read ECONNRESET', { code: 'ECONNRESET', syscall: 'read' }],
	['write EPIPE', { code: 'EPIPE', syscall: 'write' }],
	['read ETIMEDOUT', { code: 'ETIMEDOUT', syscall: 'read' }],
	['bad record mac', { code: 'ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC' }],
	['Parse Error', { code: 'HPE_INVALID_STATUS' }],
	['strange', { code: 'ERR_STRANGE' }],
	['the response is larger than 16 MB', {}],
];

describe('a connection that failed', () => {
	it.each(CERTIFICATES)('for the certificate (%s) sent nothing, and never will', (code) => {
		const none = failure('certificate', { code });
		expect(none).toMatchObject({ reached: false, isLasting: true });
		expect(none.advice).toContain('NODE_EXTRA_CA_CERTS');
		expect(none.advice).toContain('proxy');
	});

	it.each([
		['CERT_HAS_EXPIRED', 'it has expired'],
		['CERT_NOT_YET_VALID', 'it is not valid yet'],
		['ERR_TLS_CERT_ALTNAME_INVALID', 'it belongs to another host'],
		['CERT_REVOKED', 'it has been revoked'],
		['SELF_SIGNED_CERT_IN_CHAIN', 'n8n does not know the authority that signed it'],
	])('says what is wrong with the certificate: %s', (code, fault) => {
		expect(failure('', { code }).reason).toBe(`the certificate cannot be trusted: ${fault}`);
	});

	it.each(NOT_SENT)('before it stood sent nothing, and may come right: %s %j', (message, clues) => {
		const none = failure(message, clues);
		expect(none.reached).toBe(false);
		expect(none.isLasting).toBeUndefined();
	});

	it.each(MAYBE_SENT)('later may have sent it: %s %j', (message, clues) => {
		expect(failure(message, clues).reached).toBe(true);
	});

	it.each([
		[{ code: 'ECONNREFUSED', hostname: 'x' }, 'the connection was refused', false],
		[{ code: 'ENOTFOUND' }, 'this host does not exist', false],
		[{ code: 'ENOTFOUND', hostname: 3 }, 'this host does not exist', false],
		[{ code: 'ESTRANGE', syscall: 'getaddrinfo' }, 'the network failed', false],
		[{ code: 'ESTRANGE', syscall: 'write', hostname: 'x' }, 'the network failed', true],
		[{ code: 'toString' }, 'words', true],
		[{ code: 'EPROTO' }, 'the TLS handshake failed', false],
		[{ code: 'EPIPE' }, 'the connection was closed', true],
		[{ code: 'HPE_INVALID_STATUS' }, 'the response is not valid HTTP', true],
		[{}, 'words', true],
	])('says what happened, and whether Braze may have got it: %j', (clues, reason, reached) => {
		expect(failure('words', clues)).toEqual({ kind: 'none', reached, reason });
	});

	it.each(['request_FAILED', 'FAILED_request', '', 'E'])(
		'is known by a code of the system, not by %j, which another error wraps around it',
		(code) => {
			const inner = Object.assign(new Error('inner'), { code: 'ECONNREFUSED' });
			const outer = Object.assign(new Error('outer', { cause: inner }), { code });
			expect(connectionFailureOf(outer, (text) => text).reason).toBe('the connection was refused');
		},
	);

	it('names the host that was not found, which may be a proxy’s', () => {
		const clues = { code: 'ENOTFOUND', syscall: 'getaddrinfo', hostname: 'proxy.example.com' };
		expect(failure('getaddrinfo ENOTFOUND', clues)).toEqual({
			kind: 'none',
			reached: false,
			reason: 'the host proxy.example.com does not exist',
		});
	});

	it.each([
		[
			'SsrfBlockedIpError',
			'The request was blocked because it resolves to a restricted IP address',
		],
		['Error', 'The request was blocked because the destination hostname is restricted'],
	])('because n8n blocks the address sent nothing (%s: %s)', (name, message) => {
		expect(failure(message, {}, name)).toEqual({
			kind: 'none',
			reached: false,
			isLasting: true,
			reason: 'n8n’s protection against server-side request forgery blocks this address',
			advice:
				'If the address is right, ask the administrator of your n8n to allow it with N8N_SSRF_ALLOWED_HOSTNAMES or N8N_SSRF_ALLOWED_IP_RANGES.',
		});
	});

	it('because n8n blocks the host’s name says which list it is on', () => {
		const { advice } = failure('The request was blocked', {}, 'SsrfBlockedHostnameError');
		expect(advice).toContain('N8N_SSRF_BLOCKED_HOSTNAMES');
	});

	it.each([undefined, null, 'text', 3, {}])('is told, whatever was thrown: %j', (thrown) => {
		const none = connectionFailureOf(thrown, (text) => text);
		expect(none).toEqual({ kind: 'none', reached: true, reason: 'unknown reason' });
	});

	it('ends in a circle of causes', () => {
		const error = new Error('round');
		error.cause = error;
		expect(connectionFailureOf(error, (text) => text).reason).toBe('round');
	});

	it('shows no API key', () => {
		const none = connectionFailureOf(new Error('header secret'), (text) =>
			text.replace('secret', '[API key]'),
		);
		expect(none.reason).toBe('header [API key]');
	});
});

describe('the text of a failed connection', () => {
	const node = { id: '1', name: 'Braze', type: 'braze', typeVersion: 1 } as INode;

	it.each([...NOT_SENT, ...MAYBE_SENT, ...CERTIFICATES.map((code) => [code, { code }] as const)])(
		'is not replaced by n8n: %s %j',
		(message, clues) => {
			const reply = failure(message, clues);
			const response = classifyResponse(reply, { permission: 'x', request: {} }, REST);
			const { message: said } = response as { message: string };
			expect(said).toContain(REST);
			expect(new NodeOperationError(node, said).message).toBe(said);
			expect(
				new NodeApiError(node, { message: said } as JsonObject, { message: said }).message,
			).toBe(said);
		},
	);
});
