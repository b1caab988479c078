import type {
	Icon,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { cleanApiKey } from '../nodes/Braze/api/apiKey';
import {
	CUSTOM_INSTANCE,
	INSTANCES,
	NO_INSTANCE,
	restEndpointOf,
} from '../nodes/Braze/api/instances';

/** Statuses that make n8n follow a redirect. */
const REDIRECTS = [301, 302, 303, 307, 308];

export class BrazeApi implements ICredentialType {
	name = 'brazeApi';

	displayName = 'Braze API';

	icon: Icon = { light: 'file:../icons/braze.svg', dark: 'file:../icons/braze.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-komo-braze/n8n-nodes-komo-braze/blob/main/docs/set-up-braze.md';

	httpRequestNode = {
		name: 'Braze',
		docsUrl: 'https://www.braze.com/docs/api/home/',
		apiBaseUrl: 'https://rest.iad-01.braze.com/',
	};

	properties: INodeProperties[] = [
		{
			displayName: 'Instance',
			name: 'instance',
			type: 'options',
			// No default: most keys would not work there, and the 401 would suggest that the key is wrong.
			options: [
				{ name: 'Choose Your Instance …', value: NO_INSTANCE },
				...INSTANCES.map(({ name, dashboard, rest }) => ({
					name: `${name} (${dashboard.replace('https://', '')})`,
					value: rest,
				})),
				{ name: 'Custom', value: CUSTOM_INSTANCE },
			],
			default: NO_INSTANCE,
			required: true,
			description:
				'The instance of your Braze workspace. Look for the dashboard address that your browser shows when you are logged in to Braze. An API key works only on its own instance.',
		},
		{
			displayName: 'REST Endpoint',
			name: 'restEndpoint',
			type: 'string',
			displayOptions: { show: { instance: [CUSTOM_INSTANCE] } },
			default: '',
			required: true,
			placeholder: 'e.g. https://rest.iad-03.braze.com',
			description:
				'The REST endpoint of your instance. The address of your dashboard or SDK works as well.',
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'A REST API key from Settings > APIs and Identifiers > API Keys in Braze. User > Track needs the permission users.track, and each other operation its own.',
		},
	];

	/**
	 * Adds the key, and prefixes paths with the instance's address. The HTTP Request node, which can use this
	 * credential, passes a full address as `uri`, which is left unchanged.
	 */
	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		const { url, uri } = requestOptions as { url?: string; uri?: string };
		if ((url ?? uri)?.startsWith('/')) requestOptions.baseURL = restEndpointOf(credentials);
		const apiKey = cleanApiKey(credentials.apiKey);
		requestOptions.headers = { ...requestOptions.headers, Authorization: `Bearer ${apiKey}` };
		// Braze never redirects, and following a redirect would send the API key to another host.
		// (The HTTP Request node has another name for this.)
		const noRedirects = { disableFollowRedirect: true, followRedirect: false };
		return Object.assign(requestOptions, noRedirects, { followAllRedirects: false });
	};

	/**
	 * Braze has no "who am I", and every endpoint requires its own permission, so the test does what most
	 * keys for this package may do. It writes nothing: an update-only object for a user who does not exist
	 * creates none (https://www.braze.com/docs/api/endpoints/user_data/post_user_track/).
	 */
	test: ICredentialTestRequest = {
		request: {
			method: 'POST',
			url: '/users/track',
			body: {
				attributes: [
					{
						external_id: 'n8n-credential-test',
						first_name: 'n8n credential test',
						_update_existing_only: true,
					},
				],
			},
		},
		// The type wants rules of one kind, but n8n accepts any.
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						'Braze rejected the API key (401). Check the key, and that the instance is the one where the key was created.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message:
						'The API key is not allowed to track users (403). User > Track needs the permission users.track; the other operations work without it, with the permissions of their own. If the key has an IP allowlist, add the IP address of your n8n.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 404,
					message:
						'There is no Braze API at this address (404). Enter the REST endpoint of your instance, e.g. https://rest.iad-03.braze.com',
				},
			},
			...REDIRECTS.map((value) => ({
				type: 'responseCode' as const,
				properties: {
					value,
					message: `The address redirects to another one (${value}). Braze never redirects, so nothing was sent there. Enter the REST endpoint of your instance, e.g. https://rest.iad-03.braze.com`,
				},
			})),
			{
				type: 'responseSuccessBody',
				properties: {
					key: 'message',
					value: undefined,
					message:
						'The response is not from Braze. Enter the REST endpoint of your instance, e.g. https://rest.iad-03.braze.com',
				},
			},
		] as ICredentialTestRequest['rules'],
	};
}
