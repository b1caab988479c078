import type { Resource } from '../../runtime/operation';
import { addToBlocklist } from './addToBlocklist.operation';
import { getManyHardBounces } from './getManyHardBounces.operation';
import { getManyUnsubscribes } from './getManyUnsubscribes.operation';
import { removeFromSpamList } from './removeFromSpamList.operation';
import { removeHardBounce } from './removeHardBounce.operation';
import { updateStatus } from './updateStatus.operation';

/** An email address, whoever has it. */
export const email: Resource = {
	name: 'Email',
	value: 'email',
	operations: [
		addToBlocklist,
		getManyHardBounces,
		getManyUnsubscribes,
		removeFromSpamList,
		removeHardBounce,
		updateStatus,
	],
	defaultOperation: 'updateStatus',
};
