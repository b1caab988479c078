import type { Headers } from './retry';

/**
 * Reads the cursor of the next page from a `Link` header, such as
 * `</custom_attributes?cursor=c2tpcDow>; rel="next"`, in one pass. Anything that is not a link is ignored.
 *
 * @returns undefined on the last page
 */
export function nextCursor({ link = '' }: Headers): string | undefined {
	for (const one of link.split('<').slice(1)) {
		const [address, ...following] = one.split('>');
		const parameters = following.flatMap((part) => part.split(/[;,]/));
		if (parameters.some(isNext)) return cursorOf(address);
	}
	return undefined;
}

/** Whether a link's parameter is `rel="next"`; `rel` may have several words. */
function isNext(parameter: string): boolean {
	const [name, value = ''] = parameter.split('=', 2);
	if (name.trim().toLowerCase() !== 'rel') return false;
	return value.trim().replaceAll('"', '').toLowerCase().split(' ').includes('next');
}

function cursorOf(address: string): string | undefined {
	const [beforeFragment] = address.split('#', 1);
	const query = beforeFragment.slice(beforeFragment.indexOf('?') + 1);
	return new URLSearchParams(query).get('cursor') ?? undefined;
}
