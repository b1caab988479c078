import { ItemError } from '../../../../nodes/Braze/model/itemError';
import { readAudience } from '../../../../nodes/Braze/resources/triggering/broadcast';

const FILTER = {
	custom_attribute: { custom_attribute_name: 'team', comparison: 'equals', value: 'Blues' },
};

describe('a connected audience', () => {
	it.each([
		[FILTER],
		[{ AND: [FILTER] }],
		[{ OR: [FILTER, { AND: [FILTER, FILTER] }] }],
		[{ AND: 'x' }],
	])('is %j', (audience) => {
		expect(readAudience(audience)).toEqual(audience);
	});

	it.each([
		[{ AND: [] }],
		[{ OR: [] }],
		[{ AND: [{}] }],
		[{ AND: [{ OR: [] }] }],
		[{ OR: [FILTER, { AND: [] }] }],
		[{}],
		[null],
		['everyone'],
	])('is not %j, which could be everyone', (audience) => {
		expect(() => readAudience(audience)).toThrow(ItemError);
	});
});
