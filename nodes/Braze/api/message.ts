import { jsonOf } from '../model/shownValue';

/** Characters of a foreign text that are kept: enough to see what it is. */
const LONGEST_TEXT = 500;

/** Shortens a text of unknown length for a message. */
export function cut(text: string): string {
	if (text.length <= LONGEST_TEXT) return text;
	// Half a character (of a pair, such as an emoji's) is none.
	return `${text.slice(0, LONGEST_TEXT).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** Braze's own words for one error: an object's `type` or `message`, or a plain text. */
export function errorText(error: unknown): string {
	if (typeof error === 'string') return cut(error);
	const { type, message } = (error ?? {}) as { type?: unknown; message?: unknown };
	if (typeof type === 'string') return cut(type);
	return cut(typeof message === 'string' ? message : asJson(error));
}

/** A value as JSON; what cannot be written so (a list in a list, a thousand times) is only called so. */
function asJson(value: unknown): string {
	try {
		return jsonOf(value) ?? 'null';
	} catch {
		return 'an error that cannot be shown';
	}
}

/** Errors that one message tells. */
const NAMED_ERRORS = 10;

/** Different errors in Braze's words, each once; of many, the first ones. */
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
];

/** A sentence to which another can be added. */
export function ended(text: string): string {
	let end = text.length;
	while (end > 0 && /[.\s]/.test(text[end - 1])) end--;
	return `${text.slice(0, end)}.`;
}

/** Braze's words, and what to do where they do not say. */
export function explain(message: string): string {
	const [, explanation] = EXPLANATIONS.find(([words]) => words.test(message)) ?? [];
	const says = explanation === undefined || message.includes(explanation);
	return says ? message : `${ended(message)} ${explanation}`;
}

/** Messages that say nothing: a good one, and the catalogs' one, which leaves it to the errors. */
const EMPTY_MESSAGES: readonly unknown[] = ['', 'success', 'Invalid Request'];

/**
 * Braze's message about a whole request: `message`, else `error` (malformed JSON), else the errors.
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
