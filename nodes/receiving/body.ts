/** The parts of an incoming call that n8n provides and this file reads. */
export interface IncomingBody {
	/** What n8n has parsed already; empty for content types it leaves alone. */
	body?: unknown;
	/** The body's bytes, unzipped; missing until someone reads them. */
	rawBody?: Uint8Array;
	readRawBody?: () => Promise<void>;
	/** The content type without its parameters, in lower case. */
	contentType?: string;
	/** The `charset` of the content type. */
	encoding?: string;
}

/**
 * The value that was sent (undefined when there is no content) and its size, or the status and the
 * reason for the sender.
 */
export type ReadBody = { value: unknown; bytes: number } | { status: 400 | 413; error: string };

const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';
const MULTIPART_TYPE = 'multipart/form-data';

/** More fields than any form has; 16 MB, n8n's limit for a body, hold millions. */
export const MAX_FORM_FIELDS = 10_000;

const refuse = (error: string, status: 400 | 413 = 400): ReadBody => ({ status, error });

const EMPTY: ReadBody = { value: undefined, bytes: 0 };
const CUT_OFF = refuse(
	'The body could not be read: it is incomplete, or not compressed as its header says.',
);
const UNKNOWN_CHARSET = refuse('The charset of the content type is unknown. Send UTF-8.');
const NO_JSON = refuse('The body is not valid JSON. Send JSON with content type application/json.');
const FILES = refuse('Files cannot be received. Send a link to the file instead.');
const TOO_MANY_FIELDS = refuse(
	`The form has too many fields. Send at most ${MAX_FORM_FIELDS.toLocaleString('en')}.`,
	413,
);

/** Text of the bytes without a byte-order mark; bytes that are no text become U+FFFD, as in n8n. */
function decode(bytes: Uint8Array, encoding: string): string {
	return new TextDecoder(encoding).decode(bytes);
}

function hasTooManyFields(form: string): boolean {
	let count = 1;
	for (let at = form.indexOf('&'); at !== -1; at = form.indexOf('&', at + 1)) {
		if (++count > MAX_FORM_FIELDS) return true;
	}
	return false;
}

/** Form fields as an object: a field sent several times becomes a list, in the order sent. */
function fromForm(text: string): Record<string, unknown> {
	const fields = new Map<string, string | string[]>();
	for (const [key, value] of new URLSearchParams(text)) {
		const earlier = fields.get(key);
		if (Array.isArray(earlier)) earlier.push(value);
		else fields.set(key, earlier === undefined ? value : [earlier, value]);
	}
	return Object.fromEntries(fields);
}

/** n8n has split a multipart form into text fields and files; a submission has only the former. */
function fromMultipart(body: unknown): ReadBody {
	const { data, files } = (body ?? {}) as { data?: object; files?: object };
	if (Object.keys(files ?? {}).length > 0) return FILES;
	const value = { ...data };
	return { value, bytes: JSON.stringify(value).length };
}

/**
 * Reads the body of a call as the value that was sent: JSON (also as text, without a content type or
 * with a byte-order mark), a urlencoded form, or a multipart form without files.
 *
 * @returns the value and its size in bytes, undefined and 0 without content, or an error for the
 * sender; never throws
 */
export async function readBody(request: IncomingBody): Promise<ReadBody> {
	const { contentType = '', encoding = 'utf-8' } = request;
	if (contentType === MULTIPART_TYPE) return fromMultipart(request.body);
	try {
		// n8n leaves the bytes of content types it doesn't know unread.
		if (!request.rawBody) await request.readRawBody?.();
	} catch {
		return CUT_OFF;
	}
	const { rawBody } = request;
	if (!rawBody || rawBody.length === 0) return EMPTY;
	const bytes = rawBody.length;
	// n8n has parsed JSON already: twice would cost time.
	if (contentType === JSON_TYPE && request.body !== undefined) {
		return { value: request.body, bytes };
	}
	let text: string;
	try {
		text = decode(rawBody, encoding);
	} catch {
		return UNKNOWN_CHARSET;
	}
	if (text.trim() === '') return EMPTY;
	// Own parsing, because n8n's keeps only the first 1,000 form fields.
	if (contentType === FORM_TYPE) {
		return hasTooManyFields(text) ? TOO_MANY_FIELDS : { value: fromForm(text), bytes };
	}
	try {
		return { value: JSON.parse(text) as unknown, bytes };
	} catch {
		return NO_JSON;
	}
}
