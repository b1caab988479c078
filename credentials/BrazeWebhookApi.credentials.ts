import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

import { DEFAULT_HEADER } from '../nodes/Braze/trigger/secret';
import { sharedSecretFields } from '../nodes/receiving/credentialFields';

/** The shared secret in Braze's calls. Braze does not document signatures, so the secret itself is sent. */
export class BrazeWebhookApi implements ICredentialType {
	name = 'brazeWebhookApi';

	displayName = 'Braze Webhook API';

	icon: Icon = { light: 'file:../icons/braze.svg', dark: 'file:../icons/braze.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-komo-braze/n8n-nodes-komo-braze/blob/main/docs/braze-trigger.md#the-shared-secret';

	properties: INodeProperties[] = sharedSecretFields({
		sender: 'Braze',
		howTo:
			'Generate 32 random letters and digits, for example with a password manager, and enter the same text in Braze: as the bearer token of the Currents connector, in the header Authorization of a webhook, or at the end of a URL as ?secret=…',
		// Currents accepts the characters of a bearer token (RFC 6750, 2.1).
		secretDescription:
			'At least 16 characters. Use only letters and digits, which fit everywhere in Braze.',
		defaultHeader: DEFAULT_HEADER,
	});
}
