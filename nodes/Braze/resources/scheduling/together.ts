import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { FIFTY_PER_REQUEST } from '../../batch/limits';
import type { Limits } from '../../batch/types';

/** Whether the users of a request share one schedule. */
export const scheduleTogether: INodeProperties = {
	displayName: 'Share Schedules',
	name: 'shareSchedules',
	type: 'boolean',
	noDataExpression: true,
	default: false,
	description:
		'Whether to schedule up to 50 users in a request, which is faster. They then share one schedule ID: changing or canceling it applies to all of them.',
};

/** How many users one scheduling request may hold. */
export function limitsOfSchedule({ shareSchedules }: IDataObject): Limits {
	return shareSchedules === true ? FIFTY_PER_REQUEST : { ...FIFTY_PER_REQUEST, objects: 1 };
}
