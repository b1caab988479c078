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

/** The value that was sent and its size, or the reason why it can't be read. */
export type ReadBody = { value: unknown; bytes: number } | { error: string };

const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';
const MULTIPART_TYPE = 'multipart/form-data';

const EMPTY = 'The body is empty. Send the submission as a JSON object.';

/** Text of the bytes without a byte-order mark; bytes that are no text become U+FFFD, as in n8n. */
function decode(bytes: Uint8Array, encoding: string): string {
	return new TextDecoder(encoding).decode(bytes);
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
	const names = Object.keys(files ?? {});
	if (names.length > 0) {
		return { error: 'Files cannot be received. Send a link to the file instead.' };
	}
	const value = { ...data };
	return { value, bytes: JSON.stringify(value).length };
}

/**
 * Reads the body of a call as the value that was sent: JSON (also as text, without a content type or
 * with a byte-order mark), a urlencoded form, or a multipart form without files.
 * @returns the value and its size in bytes, or an error for the sender; never throws
 */
export async function readBody(request: IncomingBody): Promise<ReadBody> {
	const { contentType = '', encoding = 'utf-8' } = request;
	if (contentType === MULTIPART_TYPE) return fromMultipart(request.body);
	try {
		// n8n leaves the bytes of content types it doesn't know unread.
		if (!request.rawBody) await request.readRawBody?.();
	} catch {
		return {
			error: 'The body could not be read: it is cut off, or not compressed as its header says.',
		};
	}
	const bytes = request.rawBody?.length ?? 0;
	if (bytes === 0 || !request.rawBody) return { error: EMPTY };
	// n8n has parsed JSON already: twice would cost time.
	if (contentType === JSON_TYPE && request.body !== undefined) {
		return { value: request.body, bytes };
	}
	let text: string;
	try {
		text = decode(request.rawBody, encoding);
	} catch {
		return { error: 'The charset of the content type is unknown. Send UTF-8.' };
	}
	if (text.trim() === '') return { error: EMPTY };
	// Own parsing, because n8n's keeps only the first 1,000 form fields.
	if (contentType === FORM_TYPE) return { value: fromForm(text), bytes };
	try {
		return { value: JSON.parse(text) as unknown, bytes };
	} catch {
		return { error: 'The body is not valid JSON. Send JSON with content type application/json.' };
	}
}
