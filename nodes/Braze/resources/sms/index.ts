import type { Resource } from '../../runtime/operation';
import { getManyInvalidNumbers } from './getManyInvalidNumbers.operation';
import { removeInvalidNumber } from './removeInvalidNumber.operation';

/** Phone numbers, whoever has them. */
export const sms: Resource = {
	name: 'SMS',
	value: 'sms',
	operations: [getManyInvalidNumbers, removeInvalidNumber],
	defaultOperation: 'getManyInvalidNumbers',
};
