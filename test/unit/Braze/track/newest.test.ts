import type { IDataObject } from 'n8n-workflow';

import type { UserChange } from '../../../../nodes/Braze/track/combine';
import { dropStale } from '../../../../nodes/Braze/track/newest';
import { compileTrack } from '../../../../nodes/Braze/track/template';
import { readUserChange } from '../../../../nodes/Braze/track/userChange';
import { engineOf } from '../support/engine';
import { dragged, parametersOf } from '../support/parameters';

const NOW = '2026-11-24T00:00:00.000Z';

const read = (json: IDataObject, newestBy = 'last_entry_at') => {
	const attributes = dragged({
		first_name: '={{ $json.name }}',
		last_entry_at: '={{ $json.entered }}',
	});
	const parameters = parametersOf(
		{
			identifyBy: 'externalId',
			externalId: 'u',
			attributes: attributes as unknown as IDataObject,
			options: { newestBy },
		},
		engineOf(),
	);
	const { change, problems, remarks = [] } = readUserChange(compileTrack(parameters, NOW), json, 0);
	return { ...change, problems, remarks: remarks.map(({ message }) => message) };
};

const momentOf = (json: IDataObject) => {
	const { moment, attributes, remarks } = read({ name: 'Joe', ...json });
	expect(attributes?.last_entry_at).toBe(new Date(Number(moment?.at)).toISOString());
	return { at: attributes?.last_entry_at, remarks };
};

describe('the moment of an item', () => {
	const timestamp = '2026-05-16T09:41:00.000Z';

	it('is what is mapped to the attribute, else its timestamp, else now', () => {
		const entered = '2026-05-01 10:00';
		expect(momentOf({ entered, timestamp })).toEqual({
			at: '2026-05-01T00:00:00.000Z',
			remarks: [],
		});
		expect(momentOf({ timestamp })).toEqual({ at: timestamp, remarks: [] });
		expect(momentOf({ timestamp: 1_778_924_460 })).toEqual({ at: timestamp, remarks: [] });
		expect(momentOf({})).toEqual({ at: NOW, remarks: [] });
	});

	it.each(['2026-05-16T09:41:00:000Z', '2026-05-16T11:41:00:000+02:00'])(
		'is read also where a colon stands before the milliseconds: %s',
		(entered) => {
			expect(momentOf({ entered })).toEqual({ at: timestamp, remarks: [] });
		},
	);

	it('is never later than now, after which nothing would be newer', () => {
		const { at, remarks } = momentOf({ timestamp: '2062-01-01T00:00:00Z' });
		expect([at, remarks]).toEqual([NOW, [expect.stringContaining('is in the future')]]);
		const soon = '2026-11-24T00:01:00.000Z';
		expect(momentOf({ timestamp: soon })).toEqual({ at: soon, remarks: [] });
	});

	it('is another where it cannot be read, which is told', () => {
		const { at, remarks } = momentOf({ entered: 'in May', timestamp });
		expect([at, remarks]).toEqual([timestamp, [expect.stringContaining('in one way only')]]);
	});

	it('goes only with attributes', () => {
		expect(read({ timestamp })).not.toHaveProperty('moment');
		expect(read({ name: 'Joe', timestamp }, ' ')).not.toHaveProperty('moment');
	});

	it('is kept under the name that the item gives, if it gives one', () => {
		const byItem = '={{ $json.by }}';
		const named = read({ name: 'Joe', timestamp, by: 'last_opt_in' }, byItem);
		expect(named.attributes).toMatchObject({ last_opt_in: timestamp });
		expect(named.moment).toEqual({ at: Date.parse(timestamp), newestBy: 'last_opt_in' });
		for (const by of [undefined, null, '', ' ']) {
			expect(read({ name: 'Joe', timestamp, by: by as never }, byItem)).not.toHaveProperty(
				'moment',
			);
		}
		expect(read({ name: 'Joe', by: 7 }, byItem).problems).toEqual([
			'Skip Older Data must be the name of a custom attribute. Value: 7.',
		]);
	});

	it('needs a custom attribute', () => {
		expect(read({ name: 'Joe' }, 'dob').problems).toEqual([
			'Skip Older Data: attribute "dob" is one of Braze’s own attributes. Enter the name of a custom attribute, which may be new.',
		]);
		expect(read({ name: 'Joe' }, 'braze_id').problems).toHaveLength(1);
	});
});

it('the older of dated items go first; what has no moment keeps its place', () => {
	const change = (item: number, at?: number): UserChange => ({
		item,
		user: { by: 'externalId', value: 'u' },
		attributes: { item },
		events: [],
		purchases: [],
		mergedNames: new Set(),
		updateExistingOnly: false,
		...(at !== undefined && { moment: { at, newestBy: 'last_entry_at' } }),
	});
	const changes = [
		change(0, 30),
		change(1),
		change(2, 10),
		change(3, 20),
		change(4),
		change(5, 10),
	];
	expect(dropStale(changes, new Map()).changes.map(({ item }) => item)).toEqual([2, 1, 5, 3, 4, 0]);
});
