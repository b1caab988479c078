import { jsonOf, short } from '../model/shownValue';

/** How many characters of a text from outside are kept: enough to recognize it. */
export const LONGEST_TEXT = 500;

/** Shortens a text from outside for a message. */
export function cut(text: string): string {
	return short(text, LONGEST_TEXT);
}

/** An error as Braze words it: an object's `type` or `message`, or a plain text. */
export function errorText(error: unknown): string {
	if (typeof error === 'string') return cut(error);
	const { type, message } = (error ?? {}) as { type?: unknown; message?: unknown };
	if (typeof type === 'string') return cut(type);
	return cut(typeof message === 'string' ? message : asJson(error));
}

/** A value as JSON; a value that cannot be written (e.g. nested a thousand times) is only described. */
function asJson(value: unknown): string {
	try {
		return jsonOf(value) ?? 'null';
	} catch {
		return 'an error that cannot be shown';
	}
}

/** How many errors a message lists. */
const NAMED_ERRORS = 10;

/** Errors as Braze words them, without repeats; if there are many, the first ones. */
function errorTexts(errors: readonly unknown[]): string {
	const different = new Set<string>();
	for (const error of errors) {
		if (different.size > NAMED_ERRORS) break;
		different.add(errorText(error));
	}
	const [...texts] = different;
	return texts.length <= NAMED_ERRORS
		? texts.join('; ')
		: `${texts.slice(0, NAMED_ERRORS).join('; ')}; …`;
}

/** What Braze's words leave open. Source: https://www.braze.com/docs/api/errors/ */
const EXPLANATIONS: ReadonlyArray<[RegExp, string]> = [
	[/^invalid campaign id\.?$/i, 'Choose an API-triggered campaign from this workspace.'],
	[/^invalid canvas id\.?$/i, 'Choose an API-triggered Canvas from this workspace.'],
	[/^campaign does not exist\.?$/i, 'Choose a transactional email campaign from this workspace.'],
	[
		/^the campaign is not a transactional campaign/i,
		'Choose another one in Campaign, or use Campaign > Trigger.',
	],
	[
		/\bsubscription_group_id\b/,
		'This is Subscription Group ID: copy it from Braze, under Audience > Subscription Group Management.',
	],
	[
		/^could not find catalog\b/i,
		'Choose the catalog from the list, or check its name in Braze under Data Settings > Catalogs.',
	],
	[/^could not find item\b/i, 'Check Item ID.'],
	[/\bcurrent_external_id\b/, 'This is External ID: check that a user in Braze has it.'],
	[/\bnew_external_id\b/, 'This is New External ID: choose one that no user has had.'],
];

/** A text with a period at its end, so that another sentence can follow. */
export function ended(text: string): string {
	let end = text.length;
	while (/[.\s]/.test(text.charAt(end - 1))) end--;
	return `${text.slice(0, end)}.`;
}

/** Braze's message, and what to do if it does not say so itself. */
export function explain(message: string): string {
	const [, explanation] = EXPLANATIONS.find(([words]) => words.test(message)) ?? [];
	const says = explanation === undefined || message.includes(explanation);
	return says ? message : `${ended(message)} ${explanation}`;
}

/** Messages that say nothing: that of a success, and that of catalogs, where the errors say more. */
const EMPTY_MESSAGES: readonly unknown[] = ['', 'success', 'Invalid Request'];

/**
 * Braze's message about a whole request: `message`, or `error` (for malformed JSON), or the errors.
 * Source: https://www.braze.com/docs/api/errors/
 */
export function messageOf(body: unknown): string | undefined {
	if (typeof body !== 'object' || body === null) return undefined;
	const { message, error, errors } = body as Record<string, unknown>;
	if (typeof message === 'string' && !EMPTY_MESSAGES.includes(message)) return cut(message);
	if (typeof error === 'string' && error !== '') return cut(error);
	if (Array.isArray(errors) && errors.length > 0) return cut(errorTexts(errors));
	return undefined;
}
