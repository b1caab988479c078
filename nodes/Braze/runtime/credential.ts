import {
	type ICredentialsDecrypted,
	type IExecuteFunctions,
	type ILoadOptionsFunctions,
	NodeOperationError,
} from 'n8n-workflow';

import { cleanApiKey } from '../api/apiKey';
import { restEndpointOf } from '../api/instances';

/**
 * Reads the credential before anything is sent, so that a bad one is reported as such.
 *
 * @returns the credential, for all requests of an execution: n8n would read its database for each one
 * @throws NodeOperationError that names the field and says what to enter
 */
export async function readCredential(
	context: IExecuteFunctions | ILoadOptionsFunctions,
): Promise<ICredentialsDecrypted> {
	const data = await context.getCredentials('brazeApi');
	const problem = problemOf(data);
	if (problem === undefined) return { id: '', name: '', type: 'brazeApi', data };
	throw new NodeOperationError(context.getNode(), `Braze API credential: ${problem}`, {
		description: 'Open the credential, correct the field and save it.',
	});
}

function problemOf(credential: { [field: string]: unknown }): string | undefined {
	try {
		cleanApiKey(credential.apiKey);
		restEndpointOf(credential);
		return undefined;
	} catch (error) {
		return (error as Error).message;
	}
}
