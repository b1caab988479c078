import type { IDataObject } from 'n8n-workflow';

import type { Submission } from './submission';

/** The choices of the `output` parameter. */
export type OutputShape = 'flat' | 'grouped' | 'raw';

const NUMBER = /^-?\d+(\.\d+)?$/;

/** Komo documents `score` and `correct` as numbers, but sends text: "1" becomes 1. */
function toNumber(value: unknown): unknown {
	if (typeof value !== 'string' || !NUMBER.test(value)) return value;
	const number = Number(value);
	return Math.abs(number) <= Number.MAX_SAFE_INTEGER ? number : value;
}

/** Komo sends `optin` as text: "true". */
function toBoolean(value: unknown): unknown {
	if (typeof value !== 'string') return value;
	const text = value.toLowerCase();
	return text === 'true' ? true : text === 'false' ? false : value;
}

const TYPED: ReadonlyArray<[string, (value: unknown) => unknown]> = [
	['score', toNumber],
	['correct', toNumber],
	['optin', toBoolean],
];

/**
 * Komo's own keys on one level. Only `score`, `correct` and `optin` are converted, so that phone numbers and
 * postcodes stay text. Bodies composed by a workflow hold Komo's values too, and are converted alike, so
 * that dragging from either gives the same attribute.
 */
function toFlat({ body }: Submission): IDataObject {
	const typed: IDataObject = {};
	for (const [key, type] of TYPED) {
		if (Object.hasOwn(body, key)) typed[key] = type(body[key]) as IDataObject[string];
	}
	// Copying a body of a million keys takes longer than reading it did.
	return Object.keys(typed).length > 0 ? { ...body, ...typed } : body;
}

/** Komo's system keys, and their places in the grouped output: part and name, or the top level. */
const PLACES = new Map<string, readonly [part: string, name: string] | null>([
	['event', null],
	['id', null],
	['timestamp', null],
	['site_id', ['site', 'id']],
	['site_name', ['site', 'name']],
	['user_session_id', ['session', 'id']],
	['user_profile_id', ['profile', 'id']],
	['card_id', ['card', 'id']],
	['card_name', ['card', 'name']],
	['card_type', ['card', 'type']],
	['score', ['card', 'score']],
	['correct', ['card', 'correct']],
	['trivia_gameplay_id', ['gameplay', 'id']],
	['competition_entry_id', ['entry', 'id']],
	['submission_id', ['submission', 'id']],
	['prize_recipient_id', ['prize', 'recipientId']],
	['prize_id', ['prize', 'id']],
	['prize_name', ['prize', 'name']],
	['coupon_id', ['coupon', 'id']],
	['offer_id', ['coupon', 'offerId']],
	['offer_name', ['coupon', 'offerName']],
	['coupon_code', ['coupon', 'code']],
]);

/** Sorts Komo's system keys into parts; every other key is an answer or an attribute, i.e. a field. */
function toGrouped(submission: Submission): IDataObject {
	if (submission.event === undefined) return { fields: toFlat(submission) };
	const rest: IDataObject = { ...toFlat(submission) };
	const grouped: IDataObject = {};
	for (const [key, place] of PLACES) {
		if (!Object.hasOwn(rest, key)) continue;
		if (place === null) {
			grouped[key] = rest[key];
		} else {
			const [part, name] = place;
			grouped[part] = { ...(grouped[part] as IDataObject | undefined), [name]: rest[key] };
		}
		delete rest[key];
	}
	if (Object.keys(rest).length > 0) grouped.fields = rest;
	return grouped;
}

/**
 * The JSON of a submission's item.
 *
 * @param shape `flat`: Komo's keys on one level, converted; `grouped`: sorted into site, card, prize … and
 * fields; `raw`: as received
 */
export function toOutput(submission: Submission, shape: OutputShape): IDataObject {
	if (shape === 'grouped') return toGrouped(submission);
	return shape === 'flat' ? toFlat(submission) : submission.body;
}
