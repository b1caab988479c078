import { deliver } from '../../../../nodes/Braze/batch/deliver';
import { withoutRefusedContact } from '../../../../nodes/Braze/batch/refusedContact';
import type { RequestObject } from '../../../../nodes/Braze/batch/types';
import { userByAlias, userByExternalId } from '../../../../nodes/Braze/model/user';
import { response, delivery, object, OK, world } from '../support/deliveryWorld';

const CODE = 'EMAIL_BAD_FORMAT';
const SENTENCE = "The value provided for the 'email' field is not a valid email.";
const user = userByExternalId('u');
const without = (given: Partial<RequestObject>, message = CODE) =>
	withoutRefusedContact(object(0, given), message)?.object;

describe('an object that is refused for its email', () => {
	const alias = userByAlias('l', 'a');
	const recipient = { user_alias: alias.alias };

	it.each([CODE, SENTENCE, `${SENTENCE}; ${CODE}`])('goes without it: %s', (message) => {
		const content = { email: 'a@b', first_name: 'Mia' };
		const flags = { _update_existing_only: true };
		expect(without({ user, content, flags }, message)).toMatchObject({
			user,
			content: { first_name: 'Mia' },
			flags,
		});
		const attributes = { email: 'x', n: 1 };
		expect(without({ content: { ...recipient, attributes } }, message)?.content).toEqual({
			...recipient,
			attributes: { n: 1 },
		});
	});

	it('keeps its phone, and the other way around', () => {
		const content = { email: 'a@b', phone: '1' };
		const refused = "The value provided for the 'phone' field is not a valid phone number.";
		expect(without({ user, content }, refused)?.content).toEqual({ email: 'a@b' });
		expect(without({ user, content })?.content).toEqual({ phone: '1' });
	});

	it('creates the profile of an alias, and a recipient gets the message', () => {
		expect(without({ user: alias, content: { email: 'x' } })?.content).toEqual({});
		const content = { external_user_id: 'u', attributes: { email: 'x' } };
		expect(without({ content })?.content).toEqual({ external_user_id: 'u' });
	});

	const creates = { external_user_id: 'u', send_to_existing_only: false };

	it.each<[Partial<RequestObject>, string]>([
		[{ user, content: { email: 'x' } }, CODE],
		[{ user: { by: 'email', value: 'x' }, content: { first_name: 'Mia' } }, CODE],
		[{ user, content: { name: 'event' } }, CODE],
		[{ user, content: { email: 'x', first_name: 'Mia' } }, "'time' is not valid"],
		[{ content: 'a@b.co' }, CODE],
		[{ content: { email: 'a@b.co', prioritization: [] } }, CODE],
		[{ content: { ...creates, attributes: { email: 'x' } } }, CODE],
	])('is refused where nothing would be left of it, or that is not why: %j', (given, message) => {
		expect(without(given, message)).toBeUndefined();
	});

	it('is sent again without it, with a warning on its item that is counted', async () => {
		const bad = object(1, { user, content: { email: 'x', n: 1 } });
		const { client, outcomes, requests } = world((_things, call) =>
			call === 0
				? response(400, {
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
		const bad = object(0, { user, content: { email: 'x', n: 1 } });
		const errors = [{ type: CODE, input_array: 'attributes', index: 0 }];
		const { client, outcomes, requests } = world(() => response(400, { message: 'no', errors }));
		await deliver([[[bad]]], delivery(), client, outcomes);
		expect(requests).toHaveLength(2);
		expect(outcomes.errorsOf(0)).toEqual([`attributes: ${CODE}`]);
	});
});
