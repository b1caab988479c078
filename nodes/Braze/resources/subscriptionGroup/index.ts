import type { Resource } from '../../runtime/operation';
import { getManyForUser } from './getManyForUser.operation';
import { getStatus } from './getStatus.operation';
import { updateStatus } from './updateStatus.operation';

/** A group of emails or phones that agreed to one kind of message. */
export const subscriptionGroup: Resource = {
	name: 'Subscription Group',
	value: 'subscriptionGroup',
	operations: [getManyForUser, getStatus, updateStatus],
	defaultOperation: 'updateStatus',
};
