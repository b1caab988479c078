import { sentData, sentWhole } from '../../../../nodes/Braze/track/sent';
import { placed } from '../support/activities';

const plain = {
	attributes: { a: 1 },
	events: placed({ name: 'e' }, { name: 'f' }),
	purchases: [],
	mergedNames: new Set<string>(),
	updateExistingOnly: false,
};

describe('what was sent', () => {
	it('is shown as Braze gets it', () => {
		const shown = { attributes: { a: 1 }, events: [{ name: 'e' }, { name: 'f' }], purchases: [] };
		expect(sentData(plain)).toEqual(shown);
		expect(sentWhole(plain)).toEqual(shown);
		expect(sentData({ ...plain, attributes: undefined }).attributes).toEqual({});
	});

	it('is shown with all that sending it again needs', () => {
		const [, second] = plain.events;
		const whole = sentWhole({
			...plain,
			events: [second],
			purchases: [{ position: 3, object: { product_id: 'p' } }],
			mergedNames: new Set(['a']),
			updateExistingOnly: true,
		});
		expect(whole).toEqual({
			attributes: { a: 1 },
			events: [{ name: 'f' }],
			purchases: [{ product_id: 'p' }],
			positions: { events: [2], purchases: [3] },
			merged: ['a'],
			update_existing_only: true,
		});
	});
});
