import { publicHeaders, withHeaders } from '../../../nodes/receiving/headers';

const credential = { secret: 'a-long-random-secret', headerName: 'X-Hub' };
const { secret } = credential;

const HARMLESS = {
	accept: '*/*',
	'accept-charset': 'utf-8',
	'accept-encoding': 'gzip',
	'accept-language': 'en',
	'content-encoding': 'gzip',
	'content-length': '7',
	'content-type': 'application/json',
	date: 'Tue, 24 Nov 2026 00:00:00 GMT',
	host: 'n8n.example',
	origin: 'https://komo.example',
	traceparent: '00-1-2-00',
	'user-agent': 'Komo/1.0',
	via: '1.1 proxy',
	'x-correlation-id': 'c-1',
	'x-forwarded-for': '203.0.113.7',
	'x-forwarded-host': 'n8n.example',
	'x-forwarded-port': '443',
	'x-forwarded-proto': 'https',
	'x-real-ip': '203.0.113.7',
	'x-request-id': 'r-1',
};

/** Headers that carry credentials somewhere: cloud gateways, proxies, frameworks. */
const CONFIDENTIAL = [
	'Authorization',
	'Proxy-Authorization',
	'Cookie',
	'X-Api-Key',
	'X-Auth-Token',
	'Ocp-Apim-Subscription-Key',
	'X-Functions-Key',
	'X-Access-Key',
	'X-Amzn-Oidc-Data',
	'X-Ms-Client-Principal',
	'X-Credential',
	'X-Passwd',
	'X-Hmac',
	'Private-Key',
	'X-Client-Cert',
	'X-Otp',
	'Referer',
	'X-Original-Uri',
];

it('harmless headers are shown, with a secret and without', () => {
	expect(publicHeaders(HARMLESS, [], credential)).toEqual(HARMLESS);
	expect(publicHeaders(HARMLESS, [], {})).toEqual(HARMLESS);
	expect(publicHeaders(HARMLESS, [], { secret: ' ' })).toEqual(HARMLESS);
});

it.each(CONFIDENTIAL)('%s is not shown unless asked for', (name) => {
	const headers = { [name.toLowerCase()]: 'x', host: 'n8n.example' };
	expect(publicHeaders(headers, [], {})).toEqual({ host: 'n8n.example' });
	expect(publicHeaders(headers, ['X-Other', name], {})).toEqual(headers);
});

it.each([
	['as it is', secret],
	['within more', `Bearer ${secret}!`],
	['in an address', `/webhook/komo?secret=${secret}`],
	['in part of an address that holds another one', '/webhook/komo?a=1&SECRET=other'],
	['percent-encoded without need', `%61${secret.slice(1)}`],
	['in a list', [secret, 'x'] as unknown as string],
])('a header that holds the secret %s is never shown', (_, value) => {
	expect(publicHeaders({ 'x-hub': value, host: value }, ['X-Hub'], credential)).toEqual({});
});

it.each(['sécret & more text', '100% secret', 'a+b/c=d'])(
	'a header that holds the secret %s percent-encoded is never shown',
	(odd) => {
		const values = [encodeURIComponent(odd), `50% of ${odd}`, `50% of ${encodeURIComponent(odd)}`];
		for (const value of values) {
			expect(publicHeaders({ host: value }, [], { secret: ` ${odd} ` })).toEqual({});
		}
	},
);

it('a value that cannot be decoded is shown as it is', () => {
	expect(publicHeaders({ host: '50%' }, [], credential)).toEqual({ host: '50%' });
});

describe('headers of an item', () => {
	it('are added beside the submission, and never replace a field', () => {
		expect(withHeaders({ a: 1 })).toStrictEqual({ a: 1 });
		expect(withHeaders({ a: 1 }, { h: 2 })).toEqual({ a: 1, headers: { h: 2 } });
		expect(withHeaders({ headers: 1 }, { h: 2 })).toEqual({
			headers: 1,
			request_headers: { h: 2 },
		});
	});
});

it('a header that holds the previous secret is not shown either', () => {
	const both = { ...credential, previousSecret: 'the-one-before-it' };
	expect(publicHeaders({ host: 'the-one-before-it' }, [], both)).toEqual({});
});
