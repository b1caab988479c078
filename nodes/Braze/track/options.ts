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
	/** How long written users are read back, in seconds; undefined: not at all. */
	verifyWithin?: number;
	/** Set where items send only what Braze does not have: whether that includes what it may have. */
	onlyMissing?: { resendUnknown: boolean };
	/** Set where nothing is sent: whether outcomes show the requests. */
	dryRun?: { showRequests: boolean };
}

/** Reads the Options collection. */
export function readTrackOptions(options: IDataObject): TrackOptions {
	return {
		combineItems: options.combineItems !== false,
		includeSentData: options.includeSentData === true,
		sendOnlyChanges: options.sendOnlyChanges === true,
		checkWorkspace: options.checkWorkspace === true,
		verifyWithin: readVerifyWithin(options.verifyWithin),
		...(options.onlyMissing === true && {
			onlyMissing: { resendUnknown: options.retryAmbiguous !== false },
		}),
		...(options.dryRun === true && { dryRun: { showRequests: options.showRequests === true } }),
	};
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
