import { FIFTY_PER_REQUEST } from '../../batch/limits';
import { compileAddress } from '../../fields/identity';
import { optionsField } from '../../fields/options';
import { batched } from '../../runtime/batchedOperation';
import { phoneField, phoneOptions } from './phone';

/** Source: https://www.braze.com/docs/api/endpoints/sms/post_remove_invalid_numbers/ */
export const removeInvalidNumber = batched({
	name: 'Remove Invalid Number',
	value: 'removeInvalidNumber',
	action: 'Remove an invalid phone number',
	description:
		'Remove a phone number from those that Braze considers invalid, so that it can get messages again',
	properties: [
		{
			...phoneField,
			// One click must not send messages again to everybody in the input.
			default: '',
			description: 'The phone number that is valid again, in E.164 format',
		},
		optionsField(phoneOptions),
	],
	permission: 'sms.invalid_phone_numbers.remove',
	endpoint: {
		method: 'POST',
		path: '/sms/invalid_phone_numbers/remove',
		limits: FIFTY_PER_REQUEST,
	},
	prepare: (parameters) => {
		const number = compileAddress(parameters, 'phone');
		return (...item) => {
			const phone = number(...item);
			return {
				// The table on Braze's page says `phone_number`, but body and example `phone_numbers`.
				objects: [{ array: 'phone_numbers', content: phone, idempotent: true }],
				outcome: { phone },
			};
		};
	},
});
