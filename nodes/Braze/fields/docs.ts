/** Where `docs/` is published. */
const PAGES = 'https://github.com/n8n-nodes-komo-braze/n8n-nodes-komo-braze/blob/main/docs';

/**
 * A link to a page, as HTML for hints, descriptions and notices.
 *
 * @param page the file, with the anchor of a heading if needed
 */
export function docsLink(page: string, text: string): string {
	return `<a href="${PAGES}/${page}" target="_blank">${text}</a>`;
}
