import { explain } from '../../../../nodes/Braze/api/message';
import type { RequestObject } from '../../../../nodes/Braze/batch/types';
import { recipientErrors } from '../../../../nodes/Braze/resources/triggering/errors';

const objects = ['a', 'b', 'c'].map((external_user_id): RequestObject => ({
	array: 'recipients',
	content: { external_user_id },
	items: [0],
	idempotent: false,
}));

const read = (body: unknown) => {
	const { named, ...others } = recipientErrors(body, objects);
	const found = named.map(({ object, message }) => [objects.indexOf(object), message]);
	return { named: found, ...others };
};

describe('errors about recipients', () => {
	it('are found by index, as object or as text', () => {
		const errors = [
			{ type: 'bad', input_array: 'recipients', index: 2 },
			'recipients[0]: odd',
			'Recipient 1 is odd',
			'strange',
		];
		expect(read({ errors })).toEqual({
			named: [
				[2, 'bad'],
				[0, 'recipients[0]: odd'],
				[1, 'Recipient 1 is odd'],
			],
			unnamed: ['strange'],
		});
	});

	it.each([
		'Invalid Campaign ID',
		'Message Variant Unspecified',
		'No message to send',
		'Invalid Canvas',
		'Invalid Extra Push Payload',
		'Apple Push Length Exceeded',
		'Slideup too long',
		'bad send_id',
		'trigger_properties must be an object',
		'canvas_entry_properties too large',
	])('meet all when they are about the message: %s', (message) => {
		const withAll = explain(message);
		expect(read({ message })).toEqual({ named: [], unnamed: [], withAll });
		expect(read({ message: 'success', errors: [message] })).toEqual({
			named: [],
			unnamed: [message],
			withAll,
		});
	});

	it('are about a named recipient alone, whatever else is said', () => {
		const errors = ['recipients[1]: bad campaign'];
		expect(read({ message: 'Invalid Campaign ID', errors })).toEqual({
			named: [[1, 'recipients[1]: bad campaign']],
			unnamed: [],
		});
	});

	it('name nobody when it is not known whom they are about', () => {
		expect(read({ message: 'Bad email' })).toEqual({ named: [], unnamed: [] });
		expect(read({ message: 'success', errors: ['recipients[9]: odd', 'strange'] })).toEqual({
			named: [],
			unnamed: ['recipients[9]: odd', 'strange'],
		});
		expect(read('not JSON')).toEqual({ named: [], unnamed: [] });
	});
});
