import type { ICredentialsDecrypted, ICredentialTestFunctions } from 'n8n-workflow';
import {
	secretProblem,
	type SecretLocation,
	type SharedSecret,
} from '../../../nodes/receiving/sharedSecret';
import * as secretTest from '../../../nodes/receiving/sharedSecretTest';

const secret = 'a-long-random-secret';
const DEFAULT_HEADER = 'X-Test-Secret';
const credential = { secret, headerName: DEFAULT_HEADER };
const call = (headers = {}, query = {}) => ({ headers, query });
const whyNot = (
	sent: ReturnType<typeof call>,
	some: Partial<SharedSecret>,
	location: SecretLocation,
) => secretProblem(sent, some, location, DEFAULT_HEADER);
const isAuthentic = (...rest: Parameters<typeof whyNot>) => whyNot(...rest) === undefined;
const problemOf = (data: Partial<SharedSecret>) => secretTest.problemOf(data, DEFAULT_HEADER);

describe('a call is authentic', () => {
	it('with the secret where it was agreed, blanks around it or not', () => {
		expect(isAuthentic(call({ 'x-test-secret': secret }), credential, 'header')).toBe(true);
		expect(isAuthentic(call({}, { secret }), credential, 'query')).toBe(true);
		const pasted = { ...credential, secret: ` ${secret}\n` };
		expect(isAuthentic(call({ 'x-test-secret': secret }), pasted, 'header')).toBe(true);
		const named = { secret, headerName: 'Authorization' };
		expect(isAuthentic(call({ authorization: secret }), named, 'header')).toBe(true);
		expect(isAuthentic(call({ 'x-test-secret': secret }), { secret }, 'header')).toBe(true);
	});

	it.each([
		undefined,
		'',
		'wrong',
		secret.slice(1),
		`${secret}1`,
		[secret],
		{ a: secret },
		0,
		true,
	])('not with %j', (sent) => {
		expect(isAuthentic(call({ 'x-test-secret': sent }), credential, 'header')).toBe(false);
		expect(isAuthentic(call({}, { secret: sent }), credential, 'query')).toBe(false);
	});

	it('also as a bearer token', () => {
		const authorization = { secret, headerName: 'Authorization' };
		for (const sent of [`Bearer ${secret}`, `bearer  ${secret}`]) {
			expect(isAuthentic(call({ authorization: sent }), authorization, 'header')).toBe(true);
		}
		const own = { ...authorization, secret: `Bearer ${secret}` };
		expect(isAuthentic(call({ authorization: `Bearer ${secret}` }), own, 'header')).toBe(true);
		for (const sent of [`Basic ${secret}`, `a-long-Bearer ${secret.slice(7)}`]) {
			expect(isAuthentic(call({ authorization: sent }), authorization, 'header')).toBe(false);
		}
	});

	it('with the previous secret as well, while the sender is changed over', () => {
		const both = { ...credential, previousSecret: 'the-one-before-it' };
		expect(isAuthentic(call({ 'x-test-secret': 'the-one-before-it' }), both, 'header')).toBe(true);
		expect(isAuthentic(call({}, { secret: 'the-one-before-it' }), both, 'query')).toBe(true);
		expect(isAuthentic(call({ 'x-test-secret': secret }), both, 'header')).toBe(true);
		expect(isAuthentic(call({ 'x-test-secret': 'another' }), both, 'header')).toBe(false);
		for (const previousSecret of ['', '  ', undefined] as string[]) {
			const empty = { ...credential, previousSecret };
			expect(isAuthentic(call({ 'x-test-secret': '' }), empty, 'header')).toBe(false);
		}
	});

	it('or the sender hears what is wrong', () => {
		const header = (sent?: string) => whyNot(call({ 'x-test-secret': sent }), credential, 'header');
		const query = (sent?: string) => whyNot(call({}, { secret: sent }), credential, 'query');
		expect(header()).toBe('The secret is missing. Send it in the header X-Test-Secret.');
		expect(header('wrong')).toBe('The secret in the header X-Test-Secret is wrong.');
		expect(query()).toBe('The secret is missing. Add ?secret=… to the URL.');
		expect(query('wrong')).toBe('The secret in the URL is wrong.');
		expect(whyNot(call({}), {}, 'header')).toBe(
			'The trigger has no secret to compare with. Enter one in its credential in n8n.',
		);
	});

	it('wherever the sender can put it, if it has several ways', () => {
		const any = (headers: object, query: object = {}) =>
			whyNot(call(headers, query), credential, 'any');
		const right = { 'x-test-secret': secret };
		expect(any(right)).toBeUndefined();
		expect(any({ 'x-test-secret': `Bearer ${secret}` })).toBeUndefined();
		expect(any({}, { secret })).toBeUndefined();
		expect(any({ 'x-test-secret': 'of a proxy' }, { secret })).toBeUndefined();
		expect(any(right, { secret: 'wrong' })).toBeUndefined();
		expect(any({ 'x-test-secret': 'wrong' })).toBe(
			'The secret in the header X-Test-Secret is wrong.',
		);
		expect(any({}, { secret: 'wrong' })).toBe('The secret in the URL is wrong.');
		expect(any({}, { secret: '' })).toBe(
			'The secret is missing. Send it in the header X-Test-Secret, or add ?secret=… to the URL.',
		);
	});

	it('not in the wrong place', () => {
		expect(isAuthentic(call({ 'x-test-secret': secret }), credential, 'query')).toBe(false);
		expect(isAuthentic(call({}, { secret }), credential, 'header')).toBe(false);
	});

	it.each([{}, { secret: '' }, { secret: '   ' }])('never with the credential %j', (empty) => {
		for (const sent of ['', ' ', undefined, 'undefined']) {
			expect(isAuthentic(call({ 'x-test-secret': sent }), empty, 'header')).toBe(false);
		}
	});
});

describe('the credential test', () => {
	it.each([
		[{}, 'Secret is empty, so every request would be rejected.'],
		[{ secret: '   ' }, 'Secret is empty, so every request would be rejected.'],
		[{ secret: ` ${secret}` }, 'Secret starts or ends with a space'],
		[{ secret: `${secret} ` }, 'Secret starts or ends with a space'],
		[{ secret: 'sécret-sécret-sécret' }, 'Secret contains characters that a header cannot'],
		[{ secret: `${secret}\n${secret}` }, 'Secret contains characters that a header cannot'],
		[{ secret: 'x'.repeat(15) }, 'Secret is too short. Use at least 16 characters.'],
		[
			{ secret: 'x'.repeat(4_097) },
			'Secret is too long for a header. Use at most 4,096 characters.',
		],
		[{ secret, previousSecret: 'short' }, 'Previous Secret is too short'],
		[{ secret, previousSecret: ' ' }, 'Previous Secret starts or ends with a space'],
		[{ secret, headerName: 'X Test' }, 'Header Name is not a valid HTTP header name'],
		[{ secret, headerName: 'X-Test:' }, 'Header Name is not a valid HTTP header name'],
		[{ secret, headerName: 'X-Tést' }, 'Header Name is not a valid HTTP header name'],
	])('finds what is wrong with %j', (data, message) => {
		expect(problemOf(data)).toContain(message);
		expect(problemOf(data)).not.toContain(secret);
	});

	it.each([
		'Accept',
		'Accept-Encoding',
		'Connection',
		'Content-Encoding',
		'Content-Length',
		'Content-Type',
		'Cookie',
		'Host',
		'Transfer-Encoding',
		'User-Agent',
	])('the header %s cannot carry it', (headerName) => {
		expect(problemOf({ secret, headerName })).toBe(
			`Header Name cannot be ${headerName}, which every request uses for something else. Use X-Test-Secret.`,
		);
	});

	it.each([
		{ secret: 'x'.repeat(16) },
		{ secret: 'x'.repeat(4_096) },
		{ secret, previousSecret: '' },
		{ secret, previousSecret: 'the-one-before-it' },
		{ secret: 'with a blank and ~ tilde' },
		{ secret, headerName: ' X-Hub_1.0 ' },
		{ secret, headerName: '  ' },
		{ secret, headerName: 'Authorization' },
	])('finds nothing wrong with %j', (data) => {
		expect(problemOf(data)).toBeUndefined();
	});

	it('says OK, or what to do', async () => {
		const test = async (data?: object) =>
			await secretTest
				.sharedSecretTest(DEFAULT_HEADER)
				.call(
					{} as ICredentialTestFunctions,
					{ id: '1', name: 'Test', type: 'testApi', data } as ICredentialsDecrypted,
				);
		expect(await test(credential)).toEqual({ status: 'OK', message: 'The secret is valid' });
		expect(await test({ secret })).toMatchObject({ status: 'OK' });
		const empty = {
			status: 'Error',
			message: 'Secret is empty, so every request would be rejected.',
		};
		expect(await test({ secret: '' })).toEqual(empty);
		expect(await test()).toEqual(empty);
	});
});
