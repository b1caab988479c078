/** Braze's own words for one error: an object's `type` or `message`, or a plain text. */
export function errorText(error: unknown): string {
	if (typeof error === 'string') return error;
	const { type, message } = (error ?? {}) as { type?: unknown; message?: unknown };
	if (typeof type === 'string') return type;
	return typeof message === 'string' ? message : JSON.stringify(error);
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
	if (typeof message === 'string' && !EMPTY_MESSAGES.includes(message)) return message;
	if (typeof error === 'string' && error !== '') return error;
	if (Array.isArray(errors) && errors.length > 0) return errors.map(errorText).join('; ');
	return undefined;
}
