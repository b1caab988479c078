import type { IDataObject } from 'n8n-workflow';

import { complaintsIn } from '../../batch/errors';
import { readId } from '../../fields/text';
import { compileJson } from '../../mapping/json';
import { named } from '../../model/itemError';
import type { IndividualBehavior } from '../../runtime/individualOperation';
import { readAudience, sentOnce } from '../triggering/broadcast';
import type { SendMode } from '../triggering/kinds';
import { scheduleOf, sendOf } from '../triggering/read';
import { compileRequest } from './request';

const WHOM = { audience: 'an audience', segment: 'a segment' };

/**
 * Sends to a segment or an audience: once for all items with the same message, and never several times
 * unless the user allows it. Requests that Braze may have taken are never resent.
 */
export function sendToMany(
	sendTo: 'audience' | 'segment',
	mode: SendMode,
): IndividualBehavior<IDataObject> {
	const { path, permission, isScheduled } = mode;
	return {
		permission,
		...sentOnce('message', WHOM[sendTo], mode),
		prepare: (parameters) => {
			const request = compileRequest(parameters, mode);
			const segment = parameters.perItem('segmentId');
			const audience = compileJson(parameters.raw('audience'), parameters.engine);
			return (...item) => {
				const whom =
					sendTo === 'segment'
						? { segment_id: readId(segment, 'Segment', item) }
						: { audience: readAudience(named('Audience (JSON) ', () => audience(...item))) };
				const subject = { broadcast: true, ...whom, ...request(...item) };
				return { subject, topic: JSON.stringify(subject) };
			};
		},
		perform: async (subjects, send) => {
			const [body] = subjects;
			const response = await send(
				{ method: 'POST', path, body, responseKey: 'dispatch_id' },
				false,
			);
			const warnings = complaintsIn(response.body);
			const outcome = {
				status: 'accepted',
				send_to: sendTo,
				...(isScheduled
					? { schedule: body.schedule, ...scheduleOf(response.body) }
					: sendOf(response.body)),
				...(warnings.length > 0 && { warnings }),
			} as IDataObject;
			return subjects.map(() => [outcome]);
		},
	};
}
