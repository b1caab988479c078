/** Where the pages of `docs/` are to be read. */
const PAGES = 'https://github.com/n8n-nodes-komo-braze/n8n-nodes-komo-braze/blob/main/docs';

/**
 * A link to one of the pages, as n8n's editor shows it in hints, descriptions and notices.
 *
 * @param page its file, with the heading if not the whole page is meant
 */
export function docsLink(page: string, text: string): string {
	return `<a href="${PAGES}/${page}" target="_blank">${text}</a>`;
}
