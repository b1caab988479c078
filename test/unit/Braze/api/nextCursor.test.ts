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
});
