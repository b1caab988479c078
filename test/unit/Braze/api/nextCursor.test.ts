import { nextCursor } from '../../../../nodes/Braze/api/nextCursor';

describe('the next page’s cursor', () => {
	it('is found among other links', () => {
		expect(
			nextCursor({
				link: '</catalogs/all/items?cursor=c2tpcDow>; rel="prev",</catalogs/all/items?cursor=c2tpcDoxMDA=>; rel="next"',
			}),
		).toBe('c2tpcDoxMDA=');
		expect(nextCursor({ link: '<https://rest.x/custom_attributes/?cursor=a%2Bb>; rel=next' })).toBe(
			'a+b',
		);
	});

	it('is none on the last page', () => {
		expect(
			nextCursor({ link: '</catalogs/all/items?cursor=c2tpcDow>; rel="prev"' }),
		).toBeUndefined();
		expect(nextCursor({})).toBeUndefined();
	});

	it.each([
		['<?cursor=a>;rel=next', 'a'],
		['<?cursor=a#x>; title="t"; rel="last next"', 'a'],
		['<x>; rel="prev"; title=x, <?a=1&cursor=b>; REL="NEXT"', 'b'],
		['<http://[:x?cursor=c>; rel="next"', 'c'],
		['<?cursor=>; rel="next"', ''],
		['<?a=1;2,3&cursor=a>; rel="next"', 'a'],
		['x?cursor=b <?cursor=a>; rel="next"', 'a'],
		['<?cursor=b <?cursor=a>; rel="next"', 'a'],
		['<?cursor=a>; rel=\tnext', 'a'],
		['<?cursor=a>; title="x>y"; rel="next"', 'a'],
		['<?cursor=a>; rel="next",<?cursor=b>; rel="next"', 'a'],
	])('is read from %s', (link, expected) => {
		expect(nextCursor({ link })).toBe(expected);
	});

	it.each([
		[''],
		['<'],
		['<?cursor=a'],
		['<?cursor=a>'],
		['?cursor=a; rel="next"'],
		['?cursor=a>; rel="next"'],
		['<?cursor=a; rel="next"'],
		['<?cursor=a>; rel'],
		['<?cursor=a>; rel="nextpage"'],
		['<?cursor=a>; relation="next"'],
		['<?x=a>; rel="next"'],
		['<http://[:>; rel="next"'],
		['<>; rel="next"'],
	])('is none in %s', (link) => {
		expect(nextCursor({ link })).toBeUndefined();
	});

	it('is looked for once through, whatever the header holds', () => {
		const length = 300_000;
		for (const part of ['<', '>', '<>', ';', ' ', '<a>;', '<a>; rel=', '"', ',<']) {
			const link = part.repeat(length / part.length);
			// (If every `<` led to a search to the end, this would take minutes.)
			expect(nextCursor({ link })).toBeUndefined();
		}
	});
});
