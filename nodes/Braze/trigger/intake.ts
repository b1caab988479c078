import { type Call, type Intake, sift, tooLong } from '../../receiving/call';
import type { TriggerKind } from '../../receiving/receiver';
import { whyIgnored } from './filters';
import { identityOf } from './identity';
import { toOutput } from './output';
import { DEFAULT_HEADER } from './secret';
import type { Settings } from './settings';
import { isFromCurrents, readBody, type Received } from './sources';

export const BRAZE: TriggerKind<Received> = {
	identityOf,
	defaultHeader: DEFAULT_HEADER,
	noun: 'events',
	// After a 400, Currents sends the events of the batch one by one, and drops each that gets a 400 again.
	// After any other error it retries for days.
	dropsRefused: isFromCurrents,
};

/** On a 413, Currents sends smaller batches. */
const TOO_LONG = tooLong('events');

/** To check an endpoint and its credentials, Braze sends an empty body or one without events. */
const NOTHING = {
	nothing: 'The request has no content, as when Braze checks the URL and the token.',
} as const;

/**
 * Sorts bodies by the node's filters, and makes items in its output format. A batch from Currents is never
 * refused because of single events.
 */
export const brazeIntake = (
	{ filters, output }: Settings,
	{ headers, query }: Pick<Call, 'headers' | 'query'>,
): Intake<Received> => ({
	sort(body) {
		if (body === undefined) return NOTHING;
		const isCurrents = isFromCurrents(headers);
		const parsed = readBody(body, isCurrents);
		if (!parsed) return TOO_LONG;
		const { received, ...rejections } = parsed;
		if (received.length === 0) {
			if (rejections.rejectedCount === 0) return NOTHING;
			const [{ error }] = rejections.rejected;
			if (!isCurrents) return { status: 400, error, rejections };
		}
		return { ...sift(received, (one) => whyIgnored(one, filters)), rejections };
	},
	toJson: (received) => toOutput(received, output, query),
});
