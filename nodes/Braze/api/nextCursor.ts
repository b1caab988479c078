import type { Headers } from './retry';

/**
 * The cursor of the next page of a list that Braze pages by `Link` headers, such as
 * `</custom_attributes?cursor=c2tpcDow>; rel="next"`. Reads the header once from left to right, and
 * takes what is no link for none.
 *
 * @returns undefined on the last page
 */
export function nextCursor({ link = '' }: Headers): string | undefined {
	for (let open = link.indexOf('<'); open >= 0;) {
		const close = link.indexOf('>', open);
		if (close < 0) return undefined;
		const following = link.indexOf('<', close);
		const parameters = link.slice(close + 1, following < 0 ? undefined : following);
		if (parameters.split(/[;,]/).some(isNext)) return cursorOf(link.slice(open + 1, close));
		open = following;
	}
	return undefined;
}

/** Whether a link's parameter is `rel="next"`; `rel` may hold several words. */
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
