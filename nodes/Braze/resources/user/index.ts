import type { Resource } from '../../runtime/operation';
import { addAlias } from './addAlias';
import { deleteUser } from './delete';
import { get } from './get';
import { identify } from './identify';
import { merge } from './merge';
import { removeExternalId } from './removeExternalId';
import { renameExternalId } from './renameExternalId';
import { track } from './track';
import { updateAlias } from './updateAlias';

/** A user profile in Braze. */
export const user: Resource = {
	name: 'User',
	value: 'user',
	operations: [
		track,
		addAlias,
		deleteUser,
		get,
		identify,
		merge,
		removeExternalId,
		renameExternalId,
		updateAlias,
	],
	defaultOperation: 'track',
};
