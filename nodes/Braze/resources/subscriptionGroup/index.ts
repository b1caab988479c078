import type { Resource } from '../../runtime/operation';
import { getManyForUser } from './getManyForUser';
import { getStatus } from './getStatus';
import { updateStatus } from './updateStatus';

/** A group of emails or phones that agreed to one kind of message. */
export const subscriptionGroup: Resource = {
	name: 'Subscription Group',
	value: 'subscriptionGroup',
	operations: [getManyForUser, getStatus, updateStatus],
	defaultOperation: 'updateStatus',
};
