import type { IDataObject } from 'n8n-workflow';

import { readId } from '../../fields/text';
import { compileJson } from '../../mapping/json';
import { named } from '../../model/itemError';
import type { IndividualBehavior } from '../../runtime/individualOperation';
import { readAudience, sentOnce } from '../triggering/broadcast';
import type { SendMode } from '../triggering/kinds';
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
	return {
		...sentOnce({ noun: 'message', whom: WHOM[sendTo], sendTo }, mode),
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
	};
}
