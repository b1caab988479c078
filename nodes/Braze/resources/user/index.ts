import type { Resource } from '../operation';
import { track } from './track';

/** A user profile in Braze. */
export const user: Resource = {
	name: 'User',
	value: 'user',
	operations: [track],
	defaultOperation: 'track',
};
