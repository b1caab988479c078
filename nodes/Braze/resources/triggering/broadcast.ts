import type { IDataObject } from 'n8n-workflow';

import { complaintsIn } from '../../batch/errors';
import { readOptionalText } from '../../fields/text';
import { compileJson } from '../../mapping/json';
import { ItemError, named, Problems } from '../../model/itemError';
import { isPlainObject } from '../../model/objects';
import type { QueryBehaviour } from '../../runtime/queryOperation';
import { compileSchedule } from '../scheduling/schedule';
import { noticeOf } from './errors';
import type { Sending, Triggered } from './kinds';
import { compileProperties, compileTarget, scheduleOf, sendOf } from './read';

/**
 * Trigger for an audience, or for everyone the campaign or Canvas targets. Hundreds of items must not
 * become hundreds of messages to everyone: items that would send the very same share one send, a run
 * that would make several makes none unless it may, and nothing is sent again that Braze may have taken.
 */
export function triggerBroadcast(
	kind: Triggered,
	sendTo: 'audience' | 'broadcast',
	sending: Sending,
): QueryBehaviour<IDataObject> {
	const { path, permission, isScheduled } = sending;
	return {
		permission,
		shared: true,
		givesOutcomes: true,
		retryAmbiguous: 'never',
		problemOf: (sends, { allowSeveralBroadcasts }) =>
			sends > 1 && allowSeveralBroadcasts !== true
				? severalSends(kind.noun, WHOM[sendTo], sending, sends)
				: undefined,
		prepare: (parameters) => {
			const target = compileTarget(parameters, kind);
			const properties = compileProperties(parameters, kind);
			const audience = compileJson(parameters.raw('audience'), parameters.engine);
			const options = parameters.perItem('options', 'Options:');
			const schedule = isScheduled ? compileSchedule(parameters) : undefined;
			return (...item) => {
				const problems = new Problems();
				const { sendId } = (options(...item) ?? {}) as IDataObject;
				const send_id = readOptionalText(() => sendId, 'Send ID', item);
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
				// (To everyone, a message goes whole or not at all.)
				problems.throwIfAny();
				return { subject, topic: JSON.stringify(subject) };
			};
		},
		answer: async (subjects, send) => {
			const [request] = subjects;
			const { body } = await send(
				{ method: 'POST', path, body: request, answerKey: 'dispatch_id' },
				false,
			);
			const problem = isScheduled ? undefined : noticeOf(body);
			if (problem !== undefined) return subjects.map(() => ({ problem }));
			const warnings = complaintsIn(body);
			const outcome = {
				status: 'accepted',
				[kind.idField]: request[kind.idField],
				send_to: sendTo,
				...(isScheduled ? { schedule: request.schedule, ...scheduleOf(body) } : sendOf(body)),
				...(warnings.length > 0 && { warnings }),
			};
			return subjects.map(() => [outcome]);
		},
	};
}

const WHOM = { audience: 'an audience', broadcast: 'everyone in its segment' };

/**
 * Why a run that would reach very many people several times does not.
 *
 * @param noun what would be sent, in a sentence
 * @param whom those people
 */
export function severalSends(
	noun: string,
	whom: string,
	{ verb, done }: Sending,
	sends: number,
): string {
	const preposition = verb === 'send' ? 'to' : 'for';
	return `Nothing was ${done}: the items differ, so this run would ${verb} the ${noun} ${sends} times ${preposition} ${whom}. Map the same values for all items, or turn on "Execute Once" in the node's settings. To ${verb} all of them anyway, turn on the option "Allow Several Broadcasts".`;
}

/**
 * A connected audience, which must have a filter: without one it would be everyone.
 * Source: https://www.braze.com/docs/api/objects_filters/connected_audience/
 */
export function readAudience(value: unknown): IDataObject {
	if (!isPlainObject(value) || Object.keys(value).length === 0) {
		throw new ItemError(
			'Audience (JSON) has no filters. Enter a connected audience object, or change Send To.',
		);
	}
	return value as IDataObject;
}
