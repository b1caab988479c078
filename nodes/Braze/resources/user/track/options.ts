import type { IDataObject } from 'n8n-workflow';

import type { Limits } from '../../../batch/types';
import type { DeliverySettings } from '../../../runtime/requestOptions';
import { readDeliveryOptions } from '../../../runtime/requestOptions';
import type { CombineSettings } from '../../../track/combine';
import type { EmptyValues } from '../../../model/emptyValues';

/**
 * Objects in one request, and bytes of its body.
 * Sources: https://www.braze.com/docs/api/endpoints/user_data/post_user_track/,
 * https://www.braze.com/docs/api/api_limits/
 */
const OBJECTS_PER_REQUEST = 75;
const BODY_BYTES = 4 * 1024 * 1024;

/** The operation's options, with their defaults. */
export interface TrackOptions extends CombineSettings {
	emptyValues: EmptyValues;
	appId?: string;
	dryRun: boolean;
	includeSentData: boolean;
	sendOnlyChanges: boolean;
	limits: Limits;
	delivery: DeliverySettings;
}

/** Reads the Options collection. */
export function readTrackOptions(options: IDataObject): TrackOptions {
	const objects = Math.floor(Number(options.objectsPerRequest ?? OBJECTS_PER_REQUEST));
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
			objects: Math.min(Math.max(objects || OBJECTS_PER_REQUEST, 1), OBJECTS_PER_REQUEST),
			per: options.requestLimit === 'perArray' ? 'array' : 'request',
			bytes: BODY_BYTES,
		},
		delivery: readDeliveryOptions(options),
	};
}
