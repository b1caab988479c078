import type { INodeProperties } from 'n8n-workflow';

import { FIFTY_PER_REQUEST } from '../../batch/limits';
import { contactOptions } from '../../fields/contactOptions';
import { compileAddress, emailField } from '../../fields/identity';
import { optionsField } from '../../fields/options';
import { batched, type BatchedOperation } from '../../runtime/batchedOperation';
import type { Operation } from '../../runtime/operation';

/** The options that apply to an email address. */
export const emailOptions = contactOptions.filter(({ name }) => name === 'lowerCaseEmails');

/** An operation on email addresses, 50 per request. */
type AddressOperation = Pick<
	BatchedOperation,
	'name' | 'value' | 'action' | 'description' | 'permission'
> & {
	path: string;
	/** The description of the field. */
	addressDescription: string;
	notice?: INodeProperties;
};

/** Makes an operation whose requests hold nothing but a list of addresses. */
export function onAddresses(operation: AddressOperation): Operation {
	const { path, addressDescription, notice, ...description } = operation;
	return batched({
		...description,
		properties: [
			...(notice === undefined ? [] : [notice]),
			{
				...emailField,
				// One click must not block, or send emails again to, everybody in the input.
				default: '',
				description: addressDescription,
			},
			optionsField(emailOptions),
		],
		endpoint: { method: 'POST', path, limits: FIFTY_PER_REQUEST },
		prepare: (parameters) => {
			const address = compileAddress(parameters, 'email');
			return (...item) => {
				const email = address(...item);
				return {
					objects: [{ array: 'email', content: email, idempotent: true }],
					orderingKeys: [email.toLowerCase()],
					outcome: { email },
				};
			};
		},
	});
}
