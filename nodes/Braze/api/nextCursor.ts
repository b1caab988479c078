import type { Headers } from './retry';

/**
 * The cursor of the next page of a list that Braze pages by `Link` headers, such as
 * `</custom_attributes?cursor=c2tpcDow>; rel="next"`.
 *
 * @returns undefined on the last page
 */
export function nextCursor({ link }: Headers): string | undefined {
	const next = /<([^>]*)>\s*;\s*rel="?next"?/i.exec(link ?? '')?.[1];
	if (next === undefined) return undefined;
	return new URL(next, 'https://rest').searchParams.get('cursor') ?? undefined;
}
