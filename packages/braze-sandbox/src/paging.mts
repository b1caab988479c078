/** @returns how many to skip; null for a cursor that isn't ours */
function skipOf(cursor: string | null): number | null {
	if (cursor === null) return 0;
	const skip = /^skip:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString())?.[1];
	return skip === undefined ? null : Number(skip);
}

const cursorOf = (skip: number) =>
	encodeURIComponent(Buffer.from(`skip:${skip}`).toString('base64'));

/**
 * One page by cursor, and the `Link` header that leads to its neighbors: no header when one page
 * holds everything, no `prev` without a cursor, no `next` on the last page.
 *
 * @returns null for a bad cursor
 */
export function cursorPage<T>(
	all: T[],
	{ cursor, size, address }: { cursor: string | null; size: number; address: string },
): { page: T[]; headers: Record<string, string> } | null {
	const skip = skipOf(cursor);
	if (skip === null) return null;
	const links = [];
	if (cursor !== null && all.length > size) {
		links.push(`<${address}?cursor=${cursorOf(Math.max(0, skip - size))}>; rel="prev"`);
	}
	if (skip + size < all.length) {
		links.push(`<${address}?cursor=${cursorOf(skip + size)}>; rel="next"`);
	}
	const headers: Record<string, string> = links.length > 0 ? { link: links.join(',') } : {};
	return { page: all.slice(skip, skip + size), headers };
}

/** One page by number, from 0; beyond the last one it is empty. */
export function numberedPage<T>(all: T[], number: string | null, size: number): T[] {
	const page = Math.max(0, Math.trunc(Number(number ?? 0)) || 0);
	return all.slice(page * size, (page + 1) * size);
}
