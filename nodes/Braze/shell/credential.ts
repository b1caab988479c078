import type { IExecuteFunctions, ILoadOptionsFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { restEndpointOf } from '../transport/instances';

/**
 * Looks at the credential before anything is sent, so that a bad one is told as what it is.
 *
 * @throws NodeOperationError that names the credential's field and what to enter
 */
export async function checkCredential(
	context: IExecuteFunctions | ILoadOptionsFunctions,
): Promise<void> {
	const credential = await context.getCredentials('brazeApi');
	const problem = problemOf(credential);
	if (problem === undefined) return;
	throw new NodeOperationError(context.getNode(), `Braze API credential: ${problem}`, {
		description: 'Open the credential, mend the field and save it.',
	});
}

function problemOf(credential: { [field: string]: unknown }): string | undefined {
	if (String(credential.apiKey ?? '').trim() === '') return 'The API key is empty.';
	try {
		restEndpointOf(credential);
		return undefined;
	} catch (error) {
		return (error as Error).message;
	}
}
