import {
	cleanRestEndpoint,
	dashboardOf,
	INSTANCES,
	restEndpointOf,
} from '../../../../nodes/Braze/api/instances';

describe('a REST endpoint', () => {
	it('is one of the 15 instances', () => {
		expect(INSTANCES).toHaveLength(15);
		for (const { rest } of INSTANCES) expect(restEndpointOf({ instance: rest })).toBe(rest);
	});

	it.each([
		['https://rest.iad-03.braze.com', 'https://rest.iad-03.braze.com'],
		['https://rest.iad-03.braze.com/', 'https://rest.iad-03.braze.com'],
		['  rest.iad-03.braze.com ', 'https://rest.iad-03.braze.com'],
		['http://rest.iad-03.braze.com', 'https://rest.iad-03.braze.com'],
		['https://rest.iad-03.braze.com/users/track', 'https://rest.iad-03.braze.com'],
		['https://dashboard-03.braze.com/app_settings/x', 'https://rest.iad-03.braze.com'],
		['https://dashboard.braze.com', 'https://rest.iad-01.braze.com'],
		['dashboard-01.braze.eu', 'https://rest.fra-01.braze.eu'],
		['dashboard.us-10.braze.com', 'https://rest.us-10.braze.com'],
		['sdk.iad-03.braze.com', 'https://rest.iad-03.braze.com'],
		['sdk.fra-02.braze.eu', 'https://rest.fra-02.braze.eu'],
		['"https://rest.au-01.braze.com"', 'https://rest.au-01.braze.com'],
		[`"'<https://rest.au-01.braze.com>'"`, 'https://rest.au-01.braze.com'],
		['rest.iad-03.braze.com/?from=https://x.example.com', 'https://rest.iad-03.braze.com'],
		['dashboard.braze.com/?from=https://x.example.com', 'https://rest.iad-01.braze.com'],
		['https://braze.example.com:8443/x', 'https://braze.example.com:8443'],
		['http://127.0.0.1:4010/', 'http://127.0.0.1:4010'],
		['http://localhost:4010', 'http://localhost:4010'],
		['http://[::1]:4010', 'http://[::1]:4010'],
		['127.0.0.1:37655', 'http://127.0.0.1:37655'],
		['localhost:4010/users/track', 'http://localhost:4010'],
		['[::1]:4010', 'http://[::1]:4010'],
		['https://127.0.0.1:4010', 'https://127.0.0.1:4010'],
		['127.0.0.1.example.com:4010', 'https://127.0.0.1.example.com:4010'],
	])('%s is understood as %s', (pasted, expected) => {
		expect(restEndpointOf({ instance: 'custom', restEndpoint: pasted })).toBe(expected);
	});

	it.each([
		['', 'is empty'],
		['iad-03', 'is not a valid address'],
		['ftp://rest.iad-03.braze.com', 'is not a valid address'],
		['xhttp://rest.iad-03.braze.com', 'is not a valid address'],
		['https://', 'is not a valid address'],
		['https://rest.iad-0"3.braze.com', 'is not a valid address'],
		['https://rest.iad-0>3.braze.com', 'is not a valid address'],
		['https://not_a.host.com', 'is not a valid address'],
		['https://host.not_a', 'is not a valid address'],
		['http://braze.example.com', 'unencrypted'],
		['https://user:pass@rest.iad-03.braze.com', 'user name or password'],
		['https://user@rest.iad-03.braze.com', 'user name or password'],
		['https://:pass@rest.iad-03.braze.com', 'user name or password'],
	])('%j is refused: %s', (pasted, why) => {
		expect(() => cleanRestEndpoint(pasted)).toThrow(why);
	});

	it('of an unknown instance is refused', () => {
		expect(() => restEndpointOf({ instance: 'https://rest.us-09.braze.com' })).toThrow(
			'not a Braze instance',
		);
	});

	it('is missing where the credential has none', () => {
		expect(() => restEndpointOf({})).toThrow('No instance is chosen');
		expect(() => restEndpointOf({ instance: '' })).toThrow('No instance is chosen');
		expect(() => restEndpointOf({ instance: 'custom' })).toThrow('The REST endpoint is empty');
	});
});

describe('the dashboard', () => {
	it.each([
		['https://rest.iad-03.braze.com', { url: 'https://dashboard-03.braze.com', isLocal: false }],
		['https://rest.fra-01.braze.eu', { url: 'https://dashboard-01.braze.eu', isLocal: false }],
		['http://127.0.0.1:8080', { url: 'http://127.0.0.1:8080', isLocal: true }],
		['https://braze.example.com', { isLocal: false }],
	])('of %s', (restEndpoint, dashboard) => {
		expect(dashboardOf(restEndpoint)).toEqual(dashboard);
	});
});
