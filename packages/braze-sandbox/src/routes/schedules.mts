import { randomUUID } from 'node:crypto';

import { dispatchId } from '../state/messages.mts';
import { isObject, textOf } from '../state/values.mts';
import type { Schedule } from '../state/workspace.mts';
import type { BrazeResponse } from '../types.mts';
import type { Call, Endpoint } from '../types-http.mts';
import { directOf, sendDirect } from './directMessages.mts';
import { accepted, bad, CAMPAIGN, CANVAS, deliver, type Kind, triggerOf } from './messages.mts';

const SUCCESS: BrazeResponse = { status: 201, body: { message: 'success' } };

/**
 * When a schedule is due.
 *
 * braze(schedule): a time in ISO 8601, without a zone where it is local or optimal; a local time must
 *   not have passed.
 * ours: local and optimal times are in UTC; a time that has passed means now; and the texts.
 *
 * @returns the time, or what is wrong
 */
function timeOf(schedule: unknown, now: Date): Date | string {
	if (!isObject(schedule)) return "'schedule' is required";
	const { time, in_local_time: isLocal, at_optimal_time: isOptimal } = schedule;
	const at = new Date(typeof time === 'string' ? time : NaN);
	if (Number.isNaN(at.getTime())) return "'time' of the schedule must be an ISO 8601 date";
	const hasZone = /(Z|[+-]\d{2}:?\d{2})$/.test(String(time).replace(/^\d{4}-\d{2}-\d{2}/, ''));
	if (hasZone && (isLocal === true || isOptimal === true)) {
		return "'time' of a schedule in local or optimal time can't have a time zone";
	}
	return isLocal === true && at < now ? "'time' of the schedule has passed" : at;
}

function create(call: Call, kind: Kind): BrazeResponse {
	const found = triggerOf(call, kind);
	if ('status' in found) return found;
	const { body, campaign, workspace } = found;
	const at = timeOf(body.schedule, workspace.clock.date());
	if (typeof at === 'string') return bad(at);
	const [dispatch, id] = [dispatchId(), randomUUID()];
	const response = accepted(found, dispatch, { schedule_id: id });
	if (response.status < 300) {
		const send = () => {
			deliver(found, dispatch);
		};
		workspace.schedules.set(id, { kind: kind.kind, targetId: campaign.id, at, send });
	}
	return response;
}

/** The schedule that a request names, if it is of this kind; null for messages. */
function named({ body, workspace }: Call, kind: Kind | null): Schedule | undefined {
	if (!isObject(body)) return undefined;
	const found = workspace.schedules.get(textOf(body.schedule_id));
	if (!kind) return found?.kind === 'message' ? found : undefined;
	const isOwn = found?.kind === kind.kind && found.targetId === body[kind.idField];
	return isOwn ? found : undefined;
}

// ours: the text for a schedule that doesn't exist, or is over.
const UNKNOWN = "'schedule_id' is not valid";

const update = (kind: Kind) => (call: Call) => {
	const found = named(call, kind);
	if (!found || !isObject(call.body)) return bad(UNKNOWN);
	// braze(schedule): a new schedule replaces the old one whole.
	const at = timeOf(call.body.schedule, call.workspace.clock.date());
	if (typeof at === 'string') return bad(at);
	found.at = at;
	return SUCCESS;
};

/** braze(schedule messages): of a message, `schedule` or `messages` may change, or both. */
function updateDirect(call: Call): BrazeResponse {
	const { body, workspace } = call;
	const found = named(call, null);
	if (!found || !isObject(body)) return bad(UNKNOWN);
	const at = body.schedule === undefined ? found.at : timeOf(body.schedule, workspace.clock.date());
	if (typeof at === 'string') return bad(at);
	found.at = at;
	if (isObject(body.messages)) found.messages = body.messages;
	return SUCCESS;
}

const remove = (kind: Kind | null) => (call: Call) => {
	if (!named(call, kind)) return bad(UNKNOWN);
	call.workspace.schedules.delete(textOf((call.body as { schedule_id: unknown }).schedule_id));
	return SUCCESS;
};

function createDirect({ body, workspace }: Call): BrazeResponse {
	const found = directOf(body, workspace);
	if (typeof found === 'string') return bad(found);
	const at = timeOf(found.schedule, workspace.clock.date());
	if (typeof at === 'string') return bad(at);
	const [dispatch, id] = [dispatchId(), randomUUID()];
	const schedule: Schedule = { kind: 'message', targetId: null, at, send: () => undefined };
	schedule.send = () => {
		const messages = schedule.messages ?? found.messages;
		sendDirect({ ...found, messages }, workspace, dispatch);
	};
	workspace.schedules.set(id, schedule);
	return { status: 201, body: { dispatch_id: dispatch, schedule_id: id, message: 'success' } };
}

const of = (path: string, name: string, kind: Kind): Endpoint[] => [
	{
		method: 'POST',
		path: `${path}/create`,
		permission: `${name}.create`,
		handle: (call) => create(call, kind),
	},
	{ method: 'POST', path: `${path}/update`, permission: `${name}.update`, handle: update(kind) },
	{ method: 'POST', path: `${path}/delete`, permission: `${name}.delete`, handle: remove(kind) },
];

// ours: the responses to an update and a deletion of a schedule.
export const schedules: Endpoint[] = [
	...of('/campaigns/trigger/schedule', 'campaigns.trigger.schedule', CAMPAIGN),
	...of('/canvas/trigger/schedule', 'canvas.trigger.schedule', CANVAS),
	{
		method: 'POST',
		path: '/messages/schedule/create',
		permission: 'messages.schedule.create',
		handle: createDirect,
	},
	{
		method: 'POST',
		path: '/messages/schedule/update',
		permission: 'messages.schedule.update',
		handle: updateDirect,
	},
	{
		method: 'POST',
		path: '/messages/schedule/delete',
		permission: 'messages.schedule.delete',
		handle: remove(null),
	},
	{
		method: 'GET',
		path: '/messages/scheduled_broadcasts',
		permission: 'messages.schedule_broadcasts',
		// ours: nothing is scheduled in the sandbox's dashboard.
		handle: ({ query }) =>
			Number.isNaN(Date.parse(query.get('end_time') ?? ''))
				? bad("'end_time' must be an ISO 8601 date")
				: { status: 200, body: { scheduled_broadcasts: [], message: 'success' } },
	},
];
