import type { IDataObject } from 'n8n-workflow';

import { complaintsIn } from '../../batch/errors';
import { compileOptions } from '../../fields/options';
import { readOptionalId } from '../../fields/text';
import { compileJson } from '../../mapping/json';
import { ItemError, named, Problems } from '../../model/itemError';
import { checkJsonValue } from '../../model/messageValues';
import { hasKeys, isPlainObject } from '../../model/objects';
import type { IndividualBehavior } from '../../runtime/individualOperation';
import { compileSchedule } from '../scheduling/schedule';
import { noticeOf } from './errors';
import type { SendMode, Triggered } from './kinds';
import { compileProperties, compileTarget, scheduleOf, sendOf } from './read';

/**
 * Trigger for an audience, or for everyone whom the campaign or Canvas targets. Hundreds of items must not
 * become hundreds of messages to everyone: see {@link sentOnce}. Requests that Braze may have taken are
 * never resent.
 */
export function triggerBroadcast(
	kind: Triggered,
	sendTo: 'audience' | 'broadcast',
	mode: SendMode,
): IndividualBehavior<IDataObject> {
	return {
		...sentOnce({ noun: kind.noun, whom: WHOM[sendTo], sendTo, idField: kind.idField }, mode),
		prepare: (parameters) => {
			const target = compileTarget(parameters, kind);
			const properties = compileProperties(parameters, kind);
			const audience = compileJson(parameters.raw('audience'), parameters.engine);
			const options = compileOptions(parameters);
			const schedule = mode.isScheduled ? compileSchedule(parameters) : undefined;
			return (...item) => {
				const problems = new Problems();
				const { sendId } = options(...item);
				const send_id = readOptionalId(() => sendId, 'Send ID', item);
				const subject = {
					[kind.idField]: target(...item),
					...(send_id !== undefined && { send_id }),
					broadcast: true,
					...(sendTo === 'audience' && {
						audience: readAudience(named('Audience (JSON) ', () => audience(...item))),
					}),
					...properties(item, problems),
					...(schedule && { schedule: schedule(...item) }),
				};
				// A message to everyone is sent in full or not at all.
				problems.throwIfAny();
				return { subject, topic: JSON.stringify(subject) };
			};
		},
	};
}

const WHOM = { audience: 'an audience', broadcast: 'everyone in its segment' };

/** A message to very many people. */
interface Broadcast {
	/** What is sent, as written in a sentence. */
	noun: string;
	/** Who would get it. */
	whom: string;
	/** The choice of *Send To*. */
	sendTo: string;
	/** The field with the ID of the campaign or Canvas, if it is sent by one. */
	idField?: string;
}

/**
 * How messages to very many people are sent: identical items share one send, and a run that would send
 * several times sends nothing, unless the user allows it.
 */
export function sentOnce(
	{ noun, whom, sendTo, idField }: Broadcast,
	{ path, permission, isScheduled, verb, done }: SendMode,
) {
	const preposition = verb === 'send' ? 'to' : 'for';
	const several = (sends: number) =>
		`Nothing was ${done}: the items differ, so this run would ${verb} the ${noun} ${sends} times ${preposition} ${whom}. Map the same values for all items, or turn on "Execute Once" in the node's settings. To ${verb} all of them anyway, turn on the option "Allow Several Broadcasts".`;
	return {
		permission,
		shared: true,
		givesOutcomes: true,
		retryAmbiguous: 'never',
		problemOf: (sends, { allowSeveralBroadcasts }) =>
			sends > 1 && allowSeveralBroadcasts !== true ? several(sends) : undefined,
		perform: async (subjects, send) => {
			const [request] = subjects;
			const { body } = await send(
				{ method: 'POST', path, body: request, responseKey: 'dispatch_id' },
				false,
			);
			const problem = idField === undefined || isScheduled ? undefined : noticeOf(body);
			if (problem !== undefined) return subjects.map(() => ({ problem }));
			const warnings = complaintsIn(body);
			const outcome = {
				status: 'accepted',
				...(idField !== undefined && { [idField]: request[idField] }),
				send_to: sendTo,
				...(isScheduled ? { schedule: request.schedule, ...scheduleOf(body) } : sendOf(body)),
				...(warnings.length > 0 && { warnings }),
			};
			return subjects.map(() => [outcome]);
		},
	} satisfies Partial<IndividualBehavior<IDataObject>>;
}

/**
 * Reads a connected audience, which must have a filter in each of its groups: without one, it would be everyone.
 * Source: https://www.braze.com/docs/api/objects_filters/connected_audience/
 */
export function readAudience(value: unknown): IDataObject {
	if (!isPlainObject(value) || !hasKeys(value)) {
		throw new ItemError(
			'Audience (JSON) has no filters. Enter a connected audience object, or change Send To.',
		);
	}
	const audience = named('Audience (JSON) ', () => checkJsonValue(value)) as IDataObject;
	if (!hasFilters(audience)) {
		throw new ItemError(
			'Audience (JSON) has a group without filters, which could be everyone. Add filters to its AND or OR, or remove it.',
		);
	}
	return audience;
}

/** Whether a filter, or each filter of a group, says whom it means. Anything that isn't a filter is left to Braze. */
function hasFilters(filter: unknown): boolean {
	if (!isPlainObject(filter)) return true;
	const entries = Object.entries(filter);
	return (
		entries.length > 0 &&
		entries.every(([key, inner]) => {
			const isGroup = (key === 'AND' || key === 'OR') && Array.isArray(inner);
			return !isGroup || (inner.length > 0 && inner.every(hasFilters));
		})
	);
}
