/** The list that a response has under a key; empty if it has none. */
export function listIn(body: unknown, key: string): unknown[] {
	const list = (body as Record<string, unknown> | null | undefined)?.[key];
	return Array.isArray(list) ? list : [];
}

/**
 * Makes a function that recognizes pages that came before. Otherwise, reading would never end where a server
 * ignores the page number and always returns the same page.
 */
export function repeated(): (page: readonly unknown[]) => boolean {
	const seen = new Set<string>();
	return (page) => {
		const mark = JSON.stringify([page.length, page[0], page.at(-1)]);
		if (seen.has(mark)) return true;
		seen.add(mark);
		return false;
	};
}
