import type { Resource } from '../../runtime/operation';
import { send } from './send.operation';

/** An email that a user waits for, such as a receipt or a prize. */
export const transactionalEmail: Resource = {
	name: 'Transactional Email',
	value: 'transactionalEmail',
	operations: [send],
	defaultOperation: 'send',
};
