import type { RequestObject } from '../../../../nodes/Braze/batch/types';
import { recipientErrors, warningsOf } from '../../../../nodes/Braze/messaging/errors';

const objects = ['a', 'b', 'c'].map((external_user_id): RequestObject => ({
	array: 'recipients',
	content: { external_user_id },
	items: [0],
	idempotent: false,
}));

const read = (body: unknown) =>
	recipientErrors(body, objects).map(({ object, message }) => [objects.indexOf(object), message]);

describe('errors about recipients', () => {
	it('are found by index, as object or as text', () => {
		expect(
			read({
				errors: [{ type: 'bad', input_array: 'recipients', index: 2 }, 'recipients[0]: odd'],
			}),
		).toEqual([
			[2, 'bad'],
			[0, 'recipients[0]: odd'],
		]);
	});

	it('meet all when they are about the message', () => {
		for (const message of [
			'Invalid Campaign ID',
			'Message Variant Unspecified',
			'No message to send',
		]) {
			expect(read({ message })).toEqual([0, 1, 2].map((index) => [index, message]));
		}
	});

	it('name nobody when it is not known whom they are about', () => {
		expect(read({ message: 'Bad email' })).toEqual([]);
		expect(read({ message: 'success', errors: ['recipients[9]: odd', 'strange'] })).toEqual([]);
		expect(read('not JSON')).toEqual([]);
	});

	it('that name nobody are kept as warnings', () => {
		expect(
			warningsOf({ message: 'success', errors: ['strange', 'recipients[0]: odd', { type: 'x' }] }),
		).toEqual(['strange']);
		expect(warningsOf({ message: 'success' })).toEqual([]);
	});
});
