import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { complaintsIn, fewComplaints } from '../../batch/errors';
import { noticeField } from '../../fields/notice';
import { optionsField } from '../../fields/options';
import { readId } from '../../fields/text';
import type { PerItem } from '../../mapping/perItem';
import { individual } from '../../runtime/individualOperation';
import type { Operation } from '../../runtime/operation';
import type { Parameters } from '../../runtime/parameters';
import { RequestProblem } from '../../runtime/send';
import { compileSchedule, scheduleFields } from './schedule';

/** What is scheduled, and the endpoints that change its schedules. */
interface Scheduled {
	/** As written in a sentence, with its article. */
	one: string;
	/** The path and permission of its schedules, without the verb. */
	path: string;
	permission: string;
	/** The campaign or Canvas of a schedule; messages may have none. */
	target?: { field: INodeProperties; idField: string };
}

/** What a request changes; nothing if it deletes the schedule. */
type Change = (parameters: Parameters) => PerItem<IDataObject>;

/** Changes only the time. */
export const compileNewSchedule: Change = (parameters) => {
	const schedule = compileSchedule(parameters);
	return (...item) => ({ schedule: schedule(...item) });
};

const scheduleIdField: INodeProperties = {
	displayName: 'Schedule ID',
	name: 'scheduleId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. {{ $json.braze.schedule_id }}',
	description: 'The schedule_id in the output of Schedule. Braze has no list of them.',
};

const closeNotice = noticeField(
	'updateNotice',
	'The new schedule replaces the old one completely. If the old time is near, the change may reach all users, some of them or none. A time in each user’s time zone can be changed only until it has passed in the first of these zones.',
);

/** The fields of a new time. */
export const newTimeFields: readonly INodeProperties[] = [closeNotice, ...scheduleFields];

/**
 * Update Schedule.
 *
 * @param fields the fields that can be changed
 * @param options the options that can be changed
 */
export function updateScheduleOf(
	scheduled: Scheduled,
	fields: readonly INodeProperties[],
	change: Change,
	options: readonly INodeProperties[] = [],
): Operation {
	return changing(scheduled, 'update', {
		name: 'Update Schedule',
		description: `Change when a scheduled ${nounOf(scheduled)} is sent`,
		properties: [...targetField(scheduled), scheduleIdField, ...fields],
		options,
		change,
	});
}

/** Delete Schedule: the message is not sent. */
export function deleteScheduleOf(scheduled: Scheduled): Operation {
	return changing(scheduled, 'delete', {
		name: 'Delete Schedule',
		description: `Cancel a scheduled ${nounOf(scheduled)} before it is sent. Near that time, some users may still get it.`,
		properties: [...targetField(scheduled), scheduleIdField],
		change: () => () => ({}),
	});
}

function targetField({ target, one }: Scheduled): INodeProperties[] {
	return target === undefined
		? []
		: [{ ...target.field, description: `What was scheduled: ${one}` }];
}

function nounOf({ one }: Scheduled): string {
	return one.replace(/^an? /, '');
}

function changing(
	{ one, path, permission, target }: Scheduled,
	verb: 'update' | 'delete',
	{
		name,
		description,
		properties,
		change,
		options = [],
	}: {
		name: string;
		description: string;
		properties: INodeProperties[];
		change: Change;
		options?: readonly INodeProperties[];
	},
): Operation {
	return individual<IDataObject>({
		name,
		value: `${verb}Schedule`,
		action: `${verb === 'update' ? 'Update' : 'Delete'} the schedule of ${one}`,
		description,
		properties: [...properties, optionsField(options)],
		permission: `${permission}.${verb}`,
		givesOutcomes: true,
		inOrder: true,
		prepare: (parameters) => {
			const id = parameters.perItem('scheduleId');
			const targetId = target && parameters.perItem(target.field.name);
			const changed = change(parameters);
			return (...item) => {
				const subject = {
					...(target &&
						targetId && { [target.idField]: readId(targetId, target.field.displayName, item) }),
					schedule_id: readId(id, 'Schedule ID', item),
					...changed(...item),
				};
				return { subject, topic: subject.schedule_id };
			};
		},
		perform: async ([body], send) => {
			const response = await send({ method: 'POST', path: `${path}/${verb}`, body }).catch(
				(error: unknown) => error as Error,
			);
			if (response instanceof Error) {
				if (verb === 'delete' && response instanceof RequestProblem && response.mayBeDone) {
					return [{ problem: `${response.message}. ${MAY_BE_DELETED}` }];
				}
				throw response;
			}
			const complaints = fewComplaints(complaintsIn(response.body));
			if (complaints.length > 0) return [{ problem: complaints.join('; ') }];
			return [[{ status: 'accepted', ...body, ...(verb === 'delete' && { deleted: true }) }]];
		},
	});
}

const MAY_BE_DELETED =
	'Braze had got the request before, and its response was lost: the schedule may be deleted.';
