import path from 'node:path';

/** Where this project's files are shown, and where they can be downloaded. */
const SHOWN = 'https://github.com/n8n-nodes-komo-braze/n8n-nodes-komo-braze/blob';
const PLAIN = 'https://raw.githubusercontent.com/n8n-nodes-komo-braze/n8n-nodes-komo-braze';

/**
 * Makes the links of a page lead to the repository, since the page is read elsewhere: on npm, and in
 * n8n. Pictures are linked as files.
 *
 * @param folder of the page, relative to the root
 * @param version whose files the links show
 */
export function withAbsoluteLinks(markdown: string, folder: string, version: string): string {
	return markdown.replace(
		/(!?)\[([^\]]*)\]\((?![a-z]+:|#)([^)\s]+)\)/g,
		(_, picture: string, text: string, target: string) => {
			const file = path.posix.join(folder, target);
			return `${picture}[${text}](${picture ? PLAIN : SHOWN}/v${version}/${file})`;
		},
	);
}
