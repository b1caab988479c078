import type { INodeProperties } from 'n8n-workflow';

/**
 * A notice among the fields.
 *
 * @param text may have links and unnumbered lists: the only HTML that n8n keeps
 */
export function noticeField(
	name: string,
	text: string,
	displayOptions?: INodeProperties['displayOptions'],
): INodeProperties {
	const notice: INodeProperties = { displayName: text, name, type: 'notice', default: '' };
	return displayOptions === undefined ? notice : { ...notice, displayOptions };
}
