import fc from 'fast-check';

import { checkBrazeId } from '../../../../nodes/Braze/model/idText';

const shows = (value: string) => expect.objectContaining({ source: { value } }) as Error;

describe('an ID of something in Braze', () => {
	it('is taken as it is', () => {
		fc.assert(
			fc.property(fc.uuid(), (id) => {
				expect(checkBrazeId(id, 'Campaign')).toBe(id);
			}),
		);
	});

	it.each([
		['https://dashboard-03.braze.com/engagement/campaigns/62a/xyz', 'the address of a page'],
		['dashboard-03.braze.com/canvas/1', 'the address of a page'],
		['Match day reminder', 'a name'],
	])('is not %s', (text, what) => {
		expect(() => checkBrazeId(text, 'Campaign')).toThrow(`Campaign is ${what},`);
		expect(() => checkBrazeId(text, 'Campaign')).toThrow(shows(text));
	});

	it.each(['undefined', 'null', 'N/A', '-', 'none', 'unknown', '[object Object]', ''])(
		'is not %j, which stands for nothing',
		(text) => {
			expect(() => checkBrazeId(text, 'Campaign')).toThrow(
				`Campaign is "${text}", which stands for a missing value.`,
			);
		},
	);

	it.each(['a\ufffdb', 'a\ud83d'])('has all of its letters: %j', (text) => {
		expect(() => checkBrazeId(text, 'Campaign')).toThrow('Campaign has lost letters.');
		expect(() => checkBrazeId(text, 'Campaign')).toThrow(shows(text));
	});
});
