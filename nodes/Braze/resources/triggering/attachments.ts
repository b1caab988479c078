import type { IDataObject } from 'n8n-workflow';

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
