import type { Resource } from '../../runtime/operation';
import { updateStatus } from './updateStatus';

/** An email address, whoever has it. */
export const email: Resource = {
	name: 'Email',
	value: 'email',
	operations: [updateStatus],
	defaultOperation: 'updateStatus',
};
