import { textOf } from '../model/text';
import { trimmed } from './trimmed';

/** A Braze instance: customers are spread over several, and a key works only on one of them. */
interface Instance {
	name: string;
	/** The address of its dashboard, for people who paste that. */
	dashboard: string;
	/** The address of its REST endpoint. */
	rest: string;
}

const instance = (name: string, dashboard: string, rest: string): Instance => ({
	name,
	dashboard: `https://${dashboard}`,
	rest: `https://${rest}`,
});

/**
 * Braze's instances. Their hosts cannot be derived from their names (there is no US-09, and US-10 breaks the
 * pattern), so they are listed. Source: https://www.braze.com/docs/api/basics/#endpoints
 */
export const INSTANCES: readonly Instance[] = [
	instance('US-01', 'dashboard-01.braze.com', 'rest.iad-01.braze.com'),
	instance('US-02', 'dashboard-02.braze.com', 'rest.iad-02.braze.com'),
	instance('US-03', 'dashboard-03.braze.com', 'rest.iad-03.braze.com'),
	instance('US-04', 'dashboard-04.braze.com', 'rest.iad-04.braze.com'),
	instance('US-05', 'dashboard-05.braze.com', 'rest.iad-05.braze.com'),
	instance('US-06', 'dashboard-06.braze.com', 'rest.iad-06.braze.com'),
	instance('US-07', 'dashboard-07.braze.com', 'rest.iad-07.braze.com'),
	instance('US-08', 'dashboard-08.braze.com', 'rest.iad-08.braze.com'),
	instance('US-10', 'dashboard.us-10.braze.com', 'rest.us-10.braze.com'),
	instance('EU-01', 'dashboard-01.braze.eu', 'rest.fra-01.braze.eu'),
	instance('EU-02', 'dashboard-02.braze.eu', 'rest.fra-02.braze.eu'),
	instance('AU-01', 'dashboard.au-01.braze.com', 'rest.au-01.braze.com'),
	instance('ID-01', 'dashboard.id-01.braze.com', 'rest.id-01.braze.com'),
	instance('JP-01', 'dashboard.jp-01.braze.com', 'rest.jp-01.braze.com'),
	instance('KR-01', 'dashboard.kr-01.braze.com', 'rest.kr-01.braze.com'),
];

/** The value of the credential's Instance field for a custom address. */
export const CUSTOM_INSTANCE = 'custom';

/** Its value until one is chosen. */
export const NO_INSTANCE = '';

/** Braze's oldest dashboard address, which is that of US-01. */
const OLDEST_DASHBOARD = 'dashboard.braze.com';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * Reads the REST endpoint from a credential.
 *
 * @param credential with `instance` and, for a custom one, `restEndpoint`
 * @returns scheme and host, without a slash at the end
 * @throws Error that says what to enter instead
 */
export function restEndpointOf(credential: { instance?: unknown; restEndpoint?: unknown }): string {
	const chosen = textOf(credential.instance);
	if (chosen === NO_INSTANCE) {
		throw new Error(
			'No instance is chosen. In the credential, choose the one whose address your browser shows when you are logged in to Braze.',
		);
	}
	if (chosen !== CUSTOM_INSTANCE) {
		if (INSTANCES.some(({ rest }) => rest === chosen)) return chosen;
		throw new Error(
			`"${chosen}" is not a Braze instance. Choose one from the list, or choose Custom and enter the REST endpoint.`,
		);
	}
	return cleanRestEndpoint(textOf(credential.restEndpoint));
}

/**
 * Makes a REST endpoint from a pasted address: it may have blanks, end with a slash or path, lack the scheme (https,
 * or http on this machine), or be the address of the dashboard or the SDK instead.
 *
 * @throws Error that says what is wrong and what to enter
 */
export function cleanRestEndpoint(pasted: string): string {
	const text = trimmed(pasted.trim(), /["'<>]/);
	if (text === '') {
		throw new Error(
			'The REST endpoint is empty. Find it in Braze under Settings > APIs and Identifiers, e.g. https://rest.iad-03.braze.com',
		);
	}
	const hasScheme = /^[a-z][a-z\d+.-]*:\/\//i.test(text);
	const url = parseUrl(hasScheme ? text : `https://${text}`);
	if (url === undefined || !/^https?:$/.test(url.protocol) || !isHost(url.hostname)) {
		throw new Error(
			'The REST endpoint is not a valid address. Copy it from Braze under Settings > APIs and Identifiers, e.g. https://rest.iad-03.braze.com',
		);
	}
	if (url.username !== '' || url.password !== '') {
		throw new Error('The REST endpoint contains a user name or password. Enter only the address.');
	}
	const known = knownInstance(url.hostname);
	if (known !== undefined) return known.rest;
	if (url.protocol === 'http:' && !LOOPBACK.test(url.hostname)) {
		throw new Error(
			'The REST endpoint starts with http://, which would send the API key unencrypted. Use https:// instead.',
		);
	}
	// A local stand-in for Braze has no certificate.
	if (!hasScheme && LOOPBACK.test(url.hostname)) url.protocol = 'http:';
	return url.origin;
}

/** The dashboard of a workspace. */
export interface Dashboard {
	/** Not set if the address is not one of Braze's. */
	url?: string;
	/** Whether it is a local stand-in for Braze, which shows everything on one page. */
	isLocal: boolean;
}

/** @param restEndpoint from {@link restEndpointOf} */
export function dashboardOf(restEndpoint: string): Dashboard {
	const known = INSTANCES.find(({ rest }) => rest === restEndpoint);
	if (known !== undefined) return { url: known.dashboard, isLocal: false };
	const isLocal = LOOPBACK.test(new URL(restEndpoint).hostname);
	return { ...(isLocal && { url: restEndpoint }), isLocal };
}

function parseUrl(text: string): URL | undefined {
	return URL.canParse(text) ? new URL(text) : undefined;
}

function isHost(hostname: string): boolean {
	return LOOPBACK.test(hostname) || /^[a-z\d-]+(\.[a-z\d-]+)+$/i.test(hostname);
}

function knownInstance(hostname: string): Instance | undefined {
	const host = hostname === OLDEST_DASHBOARD ? 'dashboard-01.braze.com' : hostname;
	const rest = `https://${host.replace(/^sdk\./, 'rest.')}`;
	return INSTANCES.find(
		(candidate) => candidate.rest === rest || candidate.dashboard === `https://${host}`,
	);
}
