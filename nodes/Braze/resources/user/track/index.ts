import type { Operation } from '../../../runtime/operation';
import { attributeFields } from './attributeFields';
import { execute } from './execute';
import { activityFields } from './activityFields';
import { identifierFields } from './identifierFields';
import { optionFields } from './optionFields';

/** Track User: attributes, events, purchases and subscriptions in one step, item by item. */
export const track: Operation = {
	name: 'Track',
	value: 'track',
	action: 'Track a user',
	description:
		'Create or update the profile of each item’s user: attributes, events, purchases, subscription groups',
	properties: [...identifierFields, ...attributeFields, ...activityFields, ...optionFields],
	execute,
};
