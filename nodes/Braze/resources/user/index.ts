import type { Resource } from '../../runtime/operation';
import { addAlias } from './addAlias.operation';
import { cancelExport } from './cancelExport.operation';
import { deleteUser } from './delete.operation';
import { exportSegment } from './exportSegment.operation';
import { get } from './get/get.operation';
import { identify } from './identify.operation';
import { merge } from './merge.operation';
import { removeExternalId } from './removeExternalId.operation';
import { renameExternalId } from './renameExternalId.operation';
import { track } from './track.operation';
import { updateAlias } from './updateAlias.operation';

/** A user profile in Braze. */
export const user: Resource = {
	name: 'User',
	value: 'user',
	operations: [
		track,
		addAlias,
		cancelExport,
		deleteUser,
		exportSegment,
		get,
		identify,
		merge,
		removeExternalId,
		renameExternalId,
		updateAlias,
	],
	defaultOperation: 'track',
};
