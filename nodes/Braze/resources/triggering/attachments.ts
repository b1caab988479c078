import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { ItemError } from '../../model/itemError';
import { textOf } from '../../model/text';

/**
 * Reads an item's attachments, in the format of the campaign endpoint.
 *
 * @param given the option's rows: `{attachment: [{fileName, url}]}`; empty rows are ignored
 * @returns undefined if there are none
 * @throws ItemError for a file without a name or without a URL
 */
export function readAttachments(given: unknown): IDataObject[] | undefined {
	const { attachment = [] } = (given ?? {}) as { attachment?: IDataObject[] };
	const read = attachment.flatMap(({ fileName, url }, index) => {
		const [file_name, address] = [textOf(fileName).trim(), textOf(url).trim()];
		if (file_name === '' && address === '') return [];
		if (file_name === '')
			throw new ItemError(`Email Attachments, row ${index + 1}: File Name is empty.`);
		if (!URL.canParse(address)) {
			throw new ItemError(`Email Attachments, row ${index + 1}: URL is not a web address.`, {
				value: url,
			});
		}
		return [{ file_name: withoutExtension(file_name, address), url: address }];
	});
	return read.length === 0 ? undefined : read;
}

/**
 * Leaves out the extension that the URL has as well: Braze adds it again.
 * Source: https://www.braze.com/docs/api/objects_filters/messaging/email_object/
 */
function withoutExtension(name: string, url: string): string {
	const [extension] = /\.\w+$/.exec(new URL(url).pathname) ?? [];
	const isRepeated =
		extension !== undefined && name.toLowerCase().endsWith(extension.toLowerCase());
	return isRepeated && name.length > extension.length ? name.slice(0, -extension.length) : name;
}

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
