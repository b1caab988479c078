import type { IDataObject } from 'n8n-workflow';

import { limitsOf, readTrackOptions } from '../../../../nodes/Braze/track/options';

const DEFAULTS = {
	combineItems: true,
	includeSentData: false,
	sendOnlyChanges: false,
	checkWorkspace: false,
	verifyWithin: undefined,
};

describe('the options of a run', () => {
	it.each<[IDataObject, object]>([
		[{}, DEFAULTS],
		[
			{ combineItems: false, includeSentData: true, sendOnlyChanges: true, checkWorkspace: true },
			{
				...DEFAULTS,
				combineItems: false,
				includeSentData: true,
				sendOnlyChanges: true,
				checkWorkspace: true,
			},
		],
		[{ verifyWithin: 30 }, { ...DEFAULTS, verifyWithin: 30 }],
		[{ onlyMissing: false, dryRun: false, showRequests: true }, DEFAULTS],
		[{ onlyMissing: true }, { ...DEFAULTS, onlyMissing: { resendUnknown: true } }],
		[
			{ onlyMissing: true, retryAmbiguous: false },
			{ ...DEFAULTS, onlyMissing: { resendUnknown: false } },
		],
		[{ dryRun: true }, { ...DEFAULTS, dryRun: { showRequests: false } }],
		[
			{ dryRun: true, showRequests: true },
			{ ...DEFAULTS, dryRun: { showRequests: true } },
		],
	])('are read from %j', (options, expected) => {
		expect(readTrackOptions(options)).toStrictEqual(expected);
	});
});

describe('what a request may hold', () => {
	it.each([
		[undefined, 75],
		[null, 75],
		['x', 75],
		[0, 75],
		[-3, 1],
		[1, 1],
		['20', 20],
		[10.9, 10],
		[76, 75],
	])('is no more than Braze takes, and at least one object: %j', (objectsPerRequest, objects) => {
		expect(limitsOf({ objectsPerRequest })).toEqual({
			objects,
			per: 'request',
			bytes: expect.any(Number),
		});
	});

	it('is counted by array in legacy contracts', () => {
		expect(limitsOf({ requestLimit: 'perArray' }).per).toBe('array');
		expect(limitsOf({ requestLimit: 'total' }).per).toBe('request');
	});
});
