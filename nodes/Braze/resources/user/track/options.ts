import type { IDataObject } from 'n8n-workflow';

import type { Limits } from '../../../batch/types';
import type { RequestSettings } from '../../../runtime/requestOptions';
import { readRequestSettings } from '../../../runtime/requestOptions';
import type { EmptyValues } from '../../../model/emptyValues';
import { BODY_BYTES, TRACK_OBJECTS_PER_REQUEST } from '../../../model/limits';

/** The operation's options, with their defaults. */
export interface TrackOptions {
	/** Whether items of the same user become one attributes object. */
	combineItems: boolean;
	mergeNestedObjects: boolean;
	updateExistingOnly: boolean;
	emptyValues: EmptyValues;
	appId?: string;
	dryRun: boolean;
	includeSentData: boolean;
	sendOnlyChanges: boolean;
	limits: Limits;
	delivery: RequestSettings;
}

/** Reads the Options collection. */
export function readTrackOptions(options: IDataObject): TrackOptions {
	const objects = Math.floor(Number(options.objectsPerRequest ?? TRACK_OBJECTS_PER_REQUEST));
	const appId = typeof options.appId === 'string' ? options.appId.trim() : '';
	return {
		combineItems: options.combineItems !== false,
		mergeNestedObjects: options.mergeNestedObjects === true,
		updateExistingOnly: options.updateExistingOnly === true,
		emptyValues: (options.emptyValues as EmptyValues | undefined) ?? 'skip',
		...(appId !== '' && { appId }),
		dryRun: options.dryRun === true,
		includeSentData: options.includeSentData === true,
		sendOnlyChanges: options.sendOnlyChanges === true,
		limits: {
			objects: Math.min(
				Math.max(objects || TRACK_OBJECTS_PER_REQUEST, 1),
				TRACK_OBJECTS_PER_REQUEST,
			),
			per: options.requestLimit === 'perArray' ? 'array' : 'request',
			bytes: BODY_BYTES,
		},
		delivery: readRequestSettings(options),
	};
}
