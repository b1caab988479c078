import type { IDataObject } from 'n8n-workflow';

import { TRACK_LIMITS } from '../../batch/limits';
import { userFields } from '../../fields/user';
import { orderingKeyOf, toBraze } from '../../model/user';
import { batched } from '../../runtime/batchedOperation';
import { DRY_RUN_MARK } from '../../track/dryRun';
import { activityFields } from '../../track/fields/activityFields';
import { attributeFields } from '../../track/fields/attributeFields';
import { optionFields } from '../../track/fields/optionFields';
import { mappingNotes } from '../../track/mappingNotes';
import { limitsOf, readTrackOptions } from '../../track/options';
import { plan, type TrackedItem } from '../../track/plan';
import { sentWhole } from '../../track/sent';
import { compileTrack, WHO } from '../../track/template';
import { nameOfObject, trackErrors } from '../../track/trackErrors';
import { readUserChange } from '../../track/userChange';

/** Objects are made from all items together. */
const NO_OBJECTS: readonly never[] = [];

/**
 * Track User: attributes, events, purchases and subscriptions in one step, item by item.
 * Source: https://www.braze.com/docs/api/endpoints/user_data/post_user_track/
 */
export const track = batched<TrackedItem>({
	name: 'Track',
	value: 'track',
	action: 'Track user (create or update)',
	description:
		'Create or update the user of each item: attributes, events, purchases and subscription groups',
	properties: [...userFields(WHO), ...attributeFields, ...activityFields, ...optionFields],
	permission: 'users.track',
	mark: DRY_RUN_MARK,
	leavesProfile: true,
	endpoint: {
		method: 'POST',
		path: '/users/track',
		limits: TRACK_LIMITS,
		errorsOf: trackErrors,
		nameOf: nameOfObject,
	},
	limitsOf,
	prepare: (parameters) => {
		const template = compileTrack(parameters, new Date().toISOString());
		const { includeSentData } = readTrackOptions(parameters.once<IDataObject>('options'));
		return (json, item) => {
			const read = readUserChange(template, json, item);
			const { user, unsent, change, problems, leftOut, remarks, earlier } = read;
			const outcome: IDataObject = user === undefined ? {} : { user: toBraze(user) };
			if (includeSentData && unsent !== undefined) outcome.unsent = sentWhole(unsent);
			return { objects: NO_OBJECTS, outcome, change, problems, leftOut, remarks, earlier };
		};
	},
	orderingKeysOf: ({ change }) => (change === undefined ? [] : [orderingKeyOf(change.user)]),
	notesOn: mappingNotes,
	plan,
	nothingTaken: { attributes: false, events: [], purchases: [] },
});
