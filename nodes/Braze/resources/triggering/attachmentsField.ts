import type { INodeProperties } from 'n8n-workflow';

/** Source: https://www.braze.com/docs/api/endpoints/messaging/send_messages/post_send_triggered_campaigns/ */
export const attachmentsField: INodeProperties = {
	displayName: 'Email Attachments',
	name: 'attachments',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Attachment',
	default: {},
	description: 'Files to attach to the emails, up to 2 MB each',
	options: [
		{
			displayName: 'Attachment',
			name: 'attachment',
			values: [
				{
					displayName: 'File Name',
					name: 'fileName',
					type: 'string',
					default: '',
					placeholder: 'e.g. ticket',
					description:
						'The name that the recipient sees. Braze adds the extension, which it takes from the URL.',
				},
				{
					displayName: 'URL',
					name: 'url',
					type: 'string',
					default: '',
					placeholder: 'e.g. https://example.com/ticket.pdf',
					description: 'Where Braze finds the file',
				},
			],
		},
	],
};
