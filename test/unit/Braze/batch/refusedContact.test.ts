import type { IDataObject } from 'n8n-workflow';

import { deliver } from '../../../../nodes/Braze/batch/deliver';
import { withoutRefusedContact } from '../../../../nodes/Braze/batch/refusedContact';
import type { Content } from '../../../../nodes/Braze/batch/types';
import { answer, delivery, object, OK, world } from '../support/deliveryWorld';

const CODE = 'EMAIL_BAD_FORMAT';
const SENTENCE = "The value provided for the 'email' field is not a valid email.";
const without = (content: Content, message = CODE) =>
	withoutRefusedContact(object(0, { content }), message)?.object.content;

describe('an object that is refused for its email', () => {
	const user: IDataObject = { external_id: 'u' };
	const alias: IDataObject = { user_alias: { alias_name: 'a', alias_label: 'l' } };

	it.each([CODE, SENTENCE, `${SENTENCE}; ${CODE}`])('goes without it: %s', (message) => {
		const content = [user, { email: 'a@b', first_name: 'Mia' }, { _update_existing_only: true }];
		expect(without(content, message)).toEqual([
			user,
			{ first_name: 'Mia' },
			{ _update_existing_only: true },
		]);
		expect(without({ ...alias, attributes: { email: 'x', n: 1 } }, message)).toEqual({
			...alias,
			attributes: { n: 1 },
		});
	});

	it('keeps its phone, and the other way around', () => {
		const content = [user, { email: 'a@b', phone: '1' }, {}];
		expect(
			without(content, "The value provided for the 'phone' field is not a valid phone number."),
		).toEqual([user, { email: 'a@b' }, {}]);
		expect(without(content)).toEqual([user, { phone: '1' }, {}]);
	});

	it('creates the profile of an alias, and a recipient gets the message', () => {
		expect(without([alias, { email: 'x' }, {}])).toEqual([alias, {}, {}]);
		expect(without({ external_user_id: 'u', attributes: { email: 'x' } })).toEqual({
			external_user_id: 'u',
		});
	});

	it.each<[Content, string]>([
		[[user, { email: 'x' }, {}], CODE],
		[[{ email: 'x' }, { first_name: 'Mia' }, {}], CODE],
		[[user, { name: 'event' }, {}], CODE],
		[[user, { email: 'x', first_name: 'Mia' }, {}], "'time' is not valid"],
		['a@b.co', CODE],
		[{ email: 'a@b.co', prioritization: [] }, CODE],
		[{ external_user_id: 'u', send_to_existing_only: false, attributes: { email: 'x' } }, CODE],
	])('is refused where nothing would be left of it, or that is not why: %j', (content, message) => {
		expect(without(content, message)).toBeUndefined();
	});

	it('is sent again without it, with a warning on its item that is counted', async () => {
		const bad = object(1, { content: [user, { email: 'x', n: 1 }, {}] as IDataObject[] });
		const { client, outcomes, requests } = world((_things, call) =>
			call === 0
				? answer(400, {
						message: 'no',
						errors: [{ type: CODE, input_array: 'attributes', index: 1 }],
					})
				: OK,
		);
		await deliver([[[object(0)], [bad]]], delivery(), client, outcomes);
		expect(requests.map((one) => one.map((thing) => Object.keys(thing)))).toEqual([
			[['n'], ['external_id', 'email', 'n']],
			[['external_id', 'n']],
			[['n']],
		]);
		expect(outcomes.failed.size).toBe(0);
		expect(outcomes.warningsOf(1)).toEqual([
			'Attribute "email" was refused by Braze: EMAIL_BAD_FORMAT. The attribute was left out.',
		]);
		expect(outcomes.leftOutCounts).toEqual(new Map([['email', 1]]));
	});

	it('is refused for good if Braze goes on', async () => {
		const bad = object(0, { content: [user, { email: 'x', n: 1 }, {}] as IDataObject[] });
		const errors = [{ type: CODE, input_array: 'attributes', index: 0 }];
		const { client, outcomes, requests } = world(() => answer(400, { message: 'no', errors }));
		await deliver([[[bad]]], delivery(), client, outcomes);
		expect(requests).toHaveLength(2);
		expect(outcomes.errorsOf(0)).toEqual([`attributes: ${CODE}`]);
	});
});
