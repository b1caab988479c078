import type { Content } from './types';

/** The JSON text of what Braze gets. */
export function write(content: Content): string {
	if (!Array.isArray(content)) return JSON.stringify(content);
	const fields = content
		.map((layer) => JSON.stringify(layer).slice(1, -1))
		.filter((text) => text !== '');
	return `{${fields.join(',')}}`;
}
