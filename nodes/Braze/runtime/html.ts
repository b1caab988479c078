/** A text as HTML, which n8n's editor takes hints and descriptions of errors for. */
export function asHtml(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
