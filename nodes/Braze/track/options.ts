import type { IDataObject } from 'n8n-workflow';

import { TRACK_LIMITS } from '../batch/limits';
import type { Limits } from '../batch/types';
import { readVerifyWithin } from '../fields/verifyOption';

/** The options that are the same for all items, with their defaults. */
export interface TrackOptions {
	/** Whether items of the same user become one attributes object. */
	combineItems: boolean;
	includeSentData: boolean;
	sendOnlyChanges: boolean;
	checkWorkspace: boolean;
	/** The attribute that holds the moment of the last entry; undefined: older data is not skipped. */
	newestBy?: string;
	/** How long written users are read back, in seconds; undefined: not at all. */
	verifyWithin?: number;
}

/** Reads the Options collection. */
export function readTrackOptions(options: IDataObject): TrackOptions {
	return {
		combineItems: options.combineItems !== false,
		includeSentData: options.includeSentData === true,
		sendOnlyChanges: options.sendOnlyChanges === true,
		checkWorkspace: options.checkWorkspace === true,
		verifyWithin: readVerifyWithin(options.verifyWithin),
		...readNewestBy(options),
	};
}

/** Reads the option *Skip Older Data*, which is the same for all items. */
export function readNewestBy({ newestBy }: IDataObject): Pick<TrackOptions, 'newestBy'> {
	const name = typeof newestBy === 'string' ? newestBy.trim() : '';
	return name === '' ? {} : { newestBy: name };
}

/** What one request may hold, from the Options collection. */
export function limitsOf({ objectsPerRequest, requestLimit }: IDataObject): Limits {
	const { objects: most } = TRACK_LIMITS;
	const objects = Math.floor(Number(objectsPerRequest ?? most)) || most;
	return {
		...TRACK_LIMITS,
		objects: Math.min(Math.max(objects, 1), most),
		per: requestLimit === 'perArray' ? 'array' : 'request',
	};
}
