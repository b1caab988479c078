import type { Resource } from '../../runtime/operation';
import { updateStatus } from './updateStatus.operation';

/** An email address, whoever has it. */
export const email: Resource = {
	name: 'Email',
	value: 'email',
	operations: [updateStatus],
	defaultOperation: 'updateStatus',
};
