/** The parts of n8n's incoming request that this file reads. */
export interface IncomingBody {
	/** What n8n has already parsed; empty for content types that it does not parse. */
	body?: unknown;
	/** The body's bytes, decompressed; missing until they are read. */
	rawBody?: Uint8Array;
	readRawBody?: () => Promise<void>;
	/** The content type without its parameters, in lower case. */
	contentType?: string;
	/** The `charset` of the content type. */
	encoding?: string;
}

/**
 * The value that was sent (undefined if there is no content) and its size, or the status and reason to
 * send back.
 */
export type ReadBody = { value: unknown; bytes: number } | { status: 400 | 413; error: string };

const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';
const MULTIPART_TYPE = 'multipart/form-data';

/** More fields than any form has: n8n's limit of 16 MB for a body would allow millions. */
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

/** Decodes text without its byte-order mark; invalid bytes become U+FFFD, as in n8n. */
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

/** n8n has split a multipart form into text fields and files; submissions have only the former. */
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
 * @returns the value and its size in bytes (undefined and 0 without content), or an error for the sender;
 * never throws
 */
export async function readBody(request: IncomingBody): Promise<ReadBody> {
	const { contentType = '', encoding = 'utf-8' } = request;
	if (contentType === MULTIPART_TYPE) return fromMultipart(request.body);
	try {
		// n8n does not read bodies of unknown content types.
		if (!request.rawBody) await request.readRawBody?.();
	} catch {
		return CUT_OFF;
	}
	const { rawBody } = request;
	if (!rawBody || rawBody.length === 0) return EMPTY;
	const bytes = rawBody.length;
	// n8n has already parsed JSON; parsing it twice would take time.
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
	// Parsed here, because n8n keeps only the first 1,000 form fields.
	if (contentType === FORM_TYPE) {
		return hasTooManyFields(text) ? TOO_MANY_FIELDS : { value: fromForm(text), bytes };
	}
	try {
		return { value: JSON.parse(text) as unknown, bytes };
	} catch {
		return NO_JSON;
	}
}
