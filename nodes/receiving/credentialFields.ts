import type { INodeProperties } from 'n8n-workflow';

/** How a credential describes its sender. */
interface SecretFieldTexts {
	/** Who calls, for example "Komo". */
	sender: string;
	/** How to make the secret, and where the sender wants it. */
	howTo: string;
	/** The characters that the sender allows in a secret, if it limits them. */
	secretDescription: string;
	defaultHeader: string;
}

/** The fields of a credential that holds a shared secret, see `SharedSecret`. */
export const sharedSecretFields = ({
	sender,
	howTo,
	secretDescription,
	defaultHeader,
}: SecretFieldTexts): INodeProperties[] => [
	{ displayName: howTo, name: 'notice', type: 'notice', default: '' },
	{
		displayName: 'Secret',
		name: 'secret',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		required: true,
		description: secretDescription,
	},
	{
		displayName: 'Header Name',
		name: 'headerName',
		type: 'string',
		default: defaultHeader,
		description: `The name of the header in which ${sender} sends the secret, if it is sent in a header`,
	},
	{
		displayName: 'Previous Secret',
		name: 'previousSecret',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		description: `To replace the secret without a gap: move the old one here, enter the new one above, change it in ${sender}, and clear this field. Until then, both are accepted.`,
	},
];
