import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

/** The secret that Komo's calls carry. Komo documents no signature, so the secret itself travels. */
export class KomoWebhookApi implements ICredentialType {
	name = 'komoWebhookApi';

	displayName = 'Komo Webhook API';

	icon: Icon = { light: 'file:../icons/komo.svg', dark: 'file:../icons/komo.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-komo-braze/n8n-nodes-komo-braze/blob/main/docs/komo-trigger.md#the-shared-secret';

	properties: INodeProperties[] = [
		{
			displayName:
				'Generate a long random text, for example with a password manager, and enter the same text in Komo: as a header of the HTTP Request step, or at the end of the URL as ?secret=…',
			name: 'notice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Secret',
			name: 'secret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'At least 16 characters. If Komo sends it in the URL, use only letters and digits.',
		},
		{
			displayName: 'Header Name',
			name: 'headerName',
			type: 'string',
			default: 'X-Komo-Secret',
			description:
				'The name of the header in which Komo sends the secret, if it is sent in a header',
		},
	];
}
