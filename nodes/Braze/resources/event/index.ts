import type { Resource } from '../../runtime/operation';
import { getMany } from './getMany.operation';

/** A custom event, as the workspace knows it; Track User records that one happened. */
export const event: Resource = {
	name: 'Event',
	value: 'event',
	operations: [getMany],
	defaultOperation: 'getMany',
};
