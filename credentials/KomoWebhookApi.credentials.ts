import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

import { DEFAULT_HEADER } from '../nodes/Komo/secret';
import { sharedSecretFields } from '../nodes/receiving/credentialFields';

/** The shared secret in Komo's calls. Komo does not document signatures, so the secret itself is sent. */
export class KomoWebhookApi implements ICredentialType {
	name = 'komoWebhookApi';

	displayName = 'Komo Webhook API';

	icon: Icon = { light: 'file:../icons/komo.svg', dark: 'file:../icons/komo.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-komo-braze/n8n-nodes-komo-braze/blob/main/docs/komo-trigger.md#the-shared-secret';

	properties: INodeProperties[] = sharedSecretFields({
		sender: 'Komo',
		howTo:
			'Generate a long random text, for example with a password manager, and enter the same text in Komo: as a header of the HTTP Request step, or at the end of the URL as ?secret=…',
		secretDescription:
			'At least 16 characters. If Komo sends it in the URL, use only letters and digits.',
		defaultHeader: DEFAULT_HEADER,
	});
}
