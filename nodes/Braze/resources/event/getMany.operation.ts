import type { INodeProperties } from 'n8n-workflow';

import { WORKSPACE_LISTS } from '../../api/workspaceLists';
import { compileLimit, listFields, take } from '../../fields/listFields';
import { optionsField } from '../../fields/options';
import { type IndividualBehavior, runIndividually } from '../../runtime/individualOperation';
import { descriptionOf, type Operation } from '../../runtime/operation';
import { pagesByCursor } from '../pages';
import { getManyOf } from '../workspaceList';

const returnDetails: INodeProperties = {
	displayName: 'Return Details',
	name: 'returnDetails',
	type: 'boolean',
	noDataExpression: true,
	default: true,
	description:
		'Whether to return the status, description and tags of each event as well. Requires the permission events.get; for names alone, events.list is enough.',
};

/** Source: https://www.braze.com/docs/api/endpoints/export/custom_events/get_custom_events_data/ */
const withDetails: IndividualBehavior<{ limit: number }> = {
	permission: 'events.get',
	prepare: (parameters) => {
		const limit = compileLimit(parameters);
		return (...item) => ({ subject: { limit: limit(...item) } });
	},
	perform: async ([{ limit }], send) => [
		await take(pagesByCursor('/events', 'events', send), limit),
	],
};

const names = getManyOf(WORKSPACE_LISTS.events, 'events');

/** Get Many: the workspace's custom events. */
export const getMany: Operation = {
	...descriptionOf(names),
	description: 'Retrieve a list of the workspace’s custom events, with their status',
	properties: [...listFields, returnDetails, optionsField()],
	execute: async (context) =>
		context.getNodeParameter('returnDetails', 0, true) === true
			? await runIndividually(context, withDetails)
			: await names.execute(context),
};
