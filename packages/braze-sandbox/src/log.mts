/** How many requests are kept. */
export const KEPT = 500;
/** How many bytes of their bodies and responses, together. */
const KEPT_BYTES = 16 * 1024 * 1024;

export interface Entry {
	id: number;
	/** ISO 8601. */
	time: string;
	method: string;
	/** With its query. */
	path: string;
	/** As parsed; null when there was none or it has been dropped. */
	body: unknown;
	/** Null while there is no response; 0 when the connection was cut. */
	status: number | null;
	/** Until the response. */
	ms: number;
	/** Text of the response. */
	response: string | null;
	/** What was injected. */
	fault: string | null;
	bytes: number;
}

/** The latest requests, bounded in number and in memory, newest first when listed. */
export class RequestLog {
	entries: Entry[] = [];
	/** Those whose bodies are still held, oldest first. */
	held: Entry[] = [];
	count = 0;
	bytes = 0;

	/** @returns an entry that the caller completes */
	open(method: string, path: string): Entry {
		const entry: Entry = {
			id: ++this.count,
			time: new Date().toISOString(),
			method,
			path,
			body: null,
			status: null,
			ms: 0,
			response: null,
			fault: null,
			bytes: 0,
		};
		this.entries.push(entry);
		if (this.entries.length > KEPT) this.entries.shift();
		return entry;
	}

	/**
	 * Counts what an entry holds, and drops the oldest bodies beyond the bound.
	 *
	 * @param bytes of body and response
	 */
	hold(entry: Entry, bytes: number) {
		entry.bytes = bytes;
		this.bytes += bytes;
		this.held.push(entry);
		while (this.bytes > KEPT_BYTES || this.held.length > KEPT) {
			const oldest = this.held.shift();
			if (!oldest) return;
			this.bytes -= oldest.bytes;
			oldest.body = null;
			oldest.response = null;
		}
	}

	/** @returns newest first, responses parsed if they are JSON */
	latest(limit: number): object[] {
		return this.entries
			.slice(-limit)
			.reverse()
			.map(({ bytes: _, response, ...entry }) => ({ ...entry, response: parsed(response) }));
	}
}

function parsed(text: string | null): unknown {
	if (text === null) return null;
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}
