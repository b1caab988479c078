import { TRACK_LIMITS } from '../../batch/limits';
import { type UserChoice, userFields } from '../../fields/user';
import { orderingKeyOf } from '../../model/identifier';
import { batched } from '../../runtime/batchedOperation';
import { nameOfObject, trackErrors } from '../../track/answer';
import { compileTrack } from '../../track/template';
import { readUserChange } from '../../track/userChange';
import { activityFields } from '../../track/fields/activityFields';
import { attributeFields } from '../../track/fields/attributeFields';
import { optionFields } from '../../track/fields/optionFields';
import { limitsOf } from '../../track/options';
import { mappingNotes } from '../../track/mappingNotes';
import { plan, type TrackedItem } from '../../track/plan';

const WHO: UserChoice = {
	kinds: ['userAlias', 'externalId', 'email', 'phone', 'brazeId'],
	creates: true,
	firstAvailable: true,
};

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
		return (json, item) => {
			const { user, ...read } = readUserChange(template, json, item);
			const outcome = user === undefined ? {} : { user: user.fields };
			return { objects: [], outcome, ...read };
		};
	},
	orderingKeysOf: ({ change }) => (change === undefined ? [] : [orderingKeyOf(change.user)]),
	notesOn: mappingNotes,
	plan,
	nothingTaken: { attributes: false, events: [], purchases: [] },
});
