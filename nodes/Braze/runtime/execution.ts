import { createHash } from 'crypto';
import type { ICredentialsDecrypted, IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Client } from '../api/client';
import { type Dashboard, dashboardOf, restEndpointOf } from '../api/instances';
import { createClient } from './client';
import { readCredential } from './credential';
import { Parameters } from './parameters';
import { readRequestSettings } from './requestOptions';

/** What every operation needs. */
interface Execution {
	parameters: Parameters;
	/** The Options collection, the same for all items. */
	options: IDataObject;
	/** Identifies the workspace and the API key without revealing them. */
	workspace: string;
	/** The address of the workspace's dashboard. */
	dashboard: Dashboard;
	/** Opens a client for one permission, with the credential and the request options. */
	createClient: (permission: string) => Client;
}

/**
 * Reads what an operation needs before its first item.
 *
 * @param retryAmbiguous the default of "Send Again If Unsure"; `never`: off, whatever is set
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

/** An API key belongs to one workspace, so its digest identifies both. */
function workspaceOf({ data = {} }: ICredentialsDecrypted): string {
	const { apiKey, instance, restEndpoint } = data;
	const text = JSON.stringify([instance, restEndpoint, apiKey]);
	return createHash('sha256').update(text).digest('base64');
}
