import { createHash } from 'crypto';
import type { ICredentialsDecrypted, IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Client } from '../api/client';
import { type Dashboard, dashboardOf, restEndpointOf } from '../api/instances';
import { createClient } from './client';
import { readCredential } from './credential';
import { Parameters } from './parameters';
import { readRequestSettings } from './requestOptions';

/** What every operation starts with. */
export interface Execution {
	parameters: Parameters;
	/** The Options collection, the same for all items. */
	options: IDataObject;
	/** The same text for the same workspace and key; holds no secret. */
	workspace: string;
	/** Where a person sees the workspace. */
	dashboard: Dashboard;
	/** Opens a client with the credential and what the options say about sending, for one endpoint. */
	createClient: (permission: string) => Client;
}

/**
 * Reads what an operation needs before it looks at an item.
 *
 * @param retryAmbiguous what "Send Again If Unsure" is if not set; `never`: off whatever is set
 * @throws NodeOperationError for a credential that cannot be used
 */
export async function startExecution(
	context: IExecuteFunctions,
	retryAmbiguous?: boolean | 'never',
): Promise<Execution> {
	const credential = await readCredential(context);
	const parameters = new Parameters(context);
	const options = parameters.once<IDataObject>('options');
	const settings = readRequestSettings(options, retryAmbiguous);
	return {
		parameters,
		options,
		workspace: workspaceOf(credential),
		dashboard: dashboardOf(restEndpointOf(credential.data ?? {})),
		createClient: (permission) => createClient(context, credential, settings, permission),
	};
}

/** A key belongs to one workspace; what tells it apart is its digest. */
function workspaceOf({ data = {} }: ICredentialsDecrypted): string {
	const { apiKey, instance, restEndpoint } = data;
	const text = JSON.stringify([instance, restEndpoint, apiKey]);
	return createHash('sha256').update(text).digest('base64');
}
