import { createHash } from 'crypto';

import type { Submission } from './submission';

/**
 * The id that tells one occurrence of an event from another, where Komo documents one.
 * Source: developers.komo.tech/webhook-events (form, site, prize, coupon).
 */
const OCCURRENCE_ID = new Map([
	['CompetitionEntrySuccess', 'submission_id'],
	['SignUpSuccess', 'submission_id'],
	['PrizeAwarded', 'prize_recipient_id'],
	['CouponIssued', 'coupon_id'],
]);

/** Ids of a person or a moment. */
const TELLING_IDS = [
	'submission_id',
	'competition_entry_id',
	'prize_recipient_id',
	'coupon_id',
	'trivia_gameplay_id',
	'user_session_id',
	'user_profile_id',
] as const;

/** An id as text, or '' where there is none. */
function idOf({ body }: Submission, key: string): string {
	const value = Object.hasOwn(body, key) ? body[key] : undefined;
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/**
 * Whether something in a submission tells people or moments apart. Without it, the same content may
 * well come from two people: two anonymous votes for "red". The `id` of an event is the same for all
 * who view a card; that of a body which a workflow composed is what the user put there.
 */
function isTelling(submission: Submission): boolean {
	if (TELLING_IDS.some((key) => idOf(submission, key) !== '')) return true;
	const isComposed = submission.event === undefined;
	return idOf(submission, 'id') !== '' && (isComposed || idOf(submission, 'timestamp') !== '');
}

/**
 * What makes a submission the same one when it comes again, as a short digest.
 *
 * Form entries, sign-ups, prizes and coupons have an id of their own. Komo's `id` is no such id (it is
 * that of "the corresponding component"), so that everything else is the same only if all of its
 * content is: session, timestamp and answers.
 *
 * @returns undefined when nothing in it tells people or moments apart: it is never a duplicate
 */
export function identityOf(submission: Submission): string | undefined {
	const { event, body } = submission;
	if (!isTelling(submission)) return undefined;
	const key = OCCURRENCE_ID.get(event ?? '');
	const occurrence = key && idOf(submission, key);
	const content = JSON.stringify(occurrence ? [event, occurrence] : body);
	return createHash('sha256').update(content).digest('base64');
}
