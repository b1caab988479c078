import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	Icon,
	INodeProperties,
} from 'n8n-workflow';

import { CUSTOM_INSTANCE, INSTANCES, restEndpointOf } from '../nodes/Braze/api/instances';

export class BrazeApi implements ICredentialType {
	name = 'brazeApi';

	displayName = 'Braze API';

	icon: Icon = { light: 'file:../icons/braze.svg', dark: 'file:../icons/braze.dark.svg' };

	documentationUrl = 'https://www.braze.com/docs/api/basics/';

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
			options: [
				...INSTANCES.map(({ name, rest }) => ({
					name: `${name} (${rest.replace('https://', '')})`,
					value: rest,
				})),
				{ name: 'Custom', value: CUSTOM_INSTANCE },
			],
			default: 'https://rest.iad-01.braze.com',
			description:
				'Where your Braze workspace lives. Braze shows the REST endpoint under Settings > APIs and Identifiers; an API key works on its own instance only.',
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
				'The REST endpoint of your instance. A dashboard or SDK address of Braze is understood, too.',
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'A REST API key from Settings > APIs and Identifiers > API Keys. It needs the permission users.track, and those of any other operation you use.',
		},
	];

	/**
	 * Adds the key, and puts the instance's address before a path. (An address in full, as the HTTP
	 * Request node gives it, stays as it is.)
	 */
	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		if (requestOptions.url.startsWith('/')) requestOptions.baseURL = restEndpointOf(credentials);
		const apiKey = String(credentials.apiKey ?? '').trim();
		requestOptions.headers = { ...requestOptions.headers, Authorization: `Bearer ${apiKey}` };
		return requestOptions;
	};

	/**
	 * Braze has no "who am I", and every endpoint asks for a permission of its own, so the test is
	 * what every key for this package may do. It writes nothing: an update-only object for a user
	 * that does not exist creates none (https://www.braze.com/docs/api/endpoints/user_data/post_user_track/).
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
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						'Braze does not know this API key on this instance (401). Check the key, and that the instance is the one it was made on.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message:
						'The API key reached Braze but may not do this (403). Give it the permission users.track, and allow this machine if the key has an IP allowlist.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 404,
					message:
						'There is no Braze at this address (404). Enter the REST endpoint of your instance, e.g. https://rest.iad-03.braze.com',
				},
			},
		],
	};
}
