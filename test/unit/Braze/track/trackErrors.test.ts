import type { IDataObject } from 'n8n-workflow';

import type { RequestObject } from '../../../../nodes/Braze/batch/types';
import { type User, userByExternalId } from '../../../../nodes/Braze/model/user';
import { nameOfObject, trackErrors } from '../../../../nodes/Braze/track/trackErrors';

const object = (
	array: string,
	own: IDataObject,
	flags: IDataObject = {},
	position?: number,
): RequestObject => ({
	array,
	user: userByExternalId('u'),
	content: own,
	flags,
	items: [0],
	idempotent: true,
	...(position !== undefined && { position }),
});

const unnamed = (body: unknown, ...objects: RequestObject[]) => trackErrors(body, objects).unnamed;

const email: User = { by: 'email', value: 'a@b.co' };
const phone: User = { by: 'phone', value: '+1' };
const set = object('attributes', { a: 1 });
const played = object('events', { name: 'played' }, {}, 1);

describe('a response of /users/track', () => {
	it('names its objects, and what it says beside', () => {
		const errors = [{ type: 'bad', input_array: 'events', index: 0 }, 'odd'];
		expect(trackErrors({ errors }, [set, played])).toEqual({
			named: [{ object: played, message: 'bad' }],
			unnamed: ['odd'],
		});
	});

	it('refuses an eCommerce event that does not fit its schema, which Braze drops', () => {
		const type = "The property '#/price' of type string did not match the following type: number";
		const errors = [{ type, input_array: 'events', index: 0 }];
		expect(trackErrors({ errors }, [played]).named).toEqual([{ object: played, message: type }]);
	});

	it('is doubted if it counts fewer objects than were sent', () => {
		const other = { ...set, user: userByExternalId('v') };
		expect(unnamed({ attributes_processed: 1 }, set, other)).toEqual([
			'attributes_processed is 1, but 2 were sent',
		]);
		expect(unnamed({ events_processed: 0 }, set, played)).toEqual([
			'events_processed is 0, but 1 were sent',
		]);
		expect(unnamed({ events_processed: 1 }, played, played)).toEqual([
			'events_processed is 1, but 2 were sent',
		]);
		expect(unnamed({ attributes_processed: 0 }, { ...set, flags: undefined })).toHaveLength(1);
		const bought = object('purchases', { product_id: 'p' }, {}, 1);
		expect(unnamed({ purchases_processed: 0, events_processed: 1 }, played, bought)).toEqual([
			'purchases_processed is 0, but 1 were sent',
		]);
	});

	it.each([
		[{ attributes_processed: 1 }, [set]],
		[{ attributes_processed: 2 }, [set]],
		[{ attributes_processed: '0' }, [set]],
		[{ events_processed: 1 }, [set, set, played]],
		[undefined, [set]],
		[null, [set]],
		[{}, [set]],
		// It counts external IDs, and says nothing of other identifiers.
		[{ attributes_processed: 1 }, [set, set]],
		[{ attributes_processed: 0 }, [{ ...set, user: email }]],
		[{ events_processed: 0 }, [{ ...played, user: phone }]],
		[{ events_processed: 1 }, [played, { ...played, user: phone }]],
		[{ events_processed: 0 }, [{ ...played, user: undefined }]],
		// No user is found, or nothing is set.
		[
			{ attributes_processed: 0 },
			[object('attributes', { a: 1 }, { _update_existing_only: true })],
		],
		[{ attributes_processed: 0 }, [object('attributes', {}, { _update_existing_only: false })]],
	])('is not doubted with %j', (body, objects) => {
		expect(unnamed(body, ...objects)).toEqual([]);
	});

	it('does not count the objects that it names as failed', () => {
		const errors = [{ type: 'bad', input_array: 'attributes', index: 1 }];
		const other = { ...set, user: userByExternalId('v') };
		expect(unnamed({ attributes_processed: 1, errors }, set, other)).toEqual([]);
	});
});

describe('an object', () => {
	it.each([
		[set, 'attributes'],
		[object('events', { name: 'quiz_answered' }, {}, 2), 'event "quiz_answered" (2)'],
		[object('purchases', { product_id: 'hat' }, {}, 1), 'purchase "hat" (1)'],
		[object('events', { name: 'x'.repeat(40) }, {}, 1), `event "${'x'.repeat(40)}" (1)`],
		[object('events', { name: 'x'.repeat(41) }, {}, 1), `event "${'x'.repeat(39)}…" (1)`],
	])('is called by what it is', (one, name) => {
		expect(nameOfObject(one)).toBe(name);
	});
});
