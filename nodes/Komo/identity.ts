import { createHash } from 'crypto';

import type { Submission } from './submission';

/**
 * The ID that identifies a single occurrence of an event, if Komo documents one.
 * Source: developers.komo.tech/webhook-events (form, site, prize, coupon).
 */
const OCCURRENCE_ID = new Map<string | undefined, string>([
	['CompetitionEntrySuccess', 'submission_id'],
	['SignUpSuccess', 'submission_id'],
	['PrizeAwarded', 'prize_recipient_id'],
	['CouponIssued', 'coupon_id'],
]);

/** Keys that identify a person or a moment. */
const TELLING_IDS = [
	'submission_id',
	'competition_entry_id',
	'prize_recipient_id',
	'coupon_id',
	'trivia_gameplay_id',
	'user_session_id',
	'user_profile_id',
] as const;

/** An ID as text, or '' if there is none. */
function idOf({ body }: Submission, key: string): string {
	const value = Object.hasOwn(body, key) ? body[key] : undefined;
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/**
 * Whether a submission identifies a person or a moment. If not, the same content may well come from two
 * people, e.g. two anonymous votes for "red". The `id` of an event is the same for everyone who views a
 * card; in a body composed by a workflow, it is whatever the user put there.
 */
function isTelling(submission: Submission): boolean {
	if (TELLING_IDS.some((key) => idOf(submission, key) !== '')) return true;
	const isComposed = submission.event === undefined;
	return idOf(submission, 'id') !== '' && (isComposed || idOf(submission, 'timestamp') !== '');
}

/**
 * A short digest that recognizes a submission when it is sent again.
 *
 * Form entries, sign-ups, prizes and coupons have their own ID. Komo's `id` is not one (it belongs to "the
 * corresponding component"), so other submissions are the same only if all of their content is: session,
 * timestamp and answers.
 *
 * @returns undefined if it identifies neither a person nor a moment: then it is never a duplicate
 */
export function identityOf(submission: Submission): string | undefined {
	const { event, body } = submission;
	if (!isTelling(submission)) return undefined;
	const key = OCCURRENCE_ID.get(event);
	const occurrence = key && idOf(submission, key);
	const content = JSON.stringify(occurrence ? [event, occurrence] : body);
	return createHash('sha256').update(content).digest('base64');
}
