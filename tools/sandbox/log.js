'use strict';

/** Requests kept to look at, and bytes of their bodies and answers together. */
const KEPT = 500;
const KEPT_BYTES = 16 * 1024 * 1024;

/**
 * @typedef {object} Entry
 * @property {number} id
 * @property {string} time ISO 8601
 * @property {string} method
 * @property {string} path with its query
 * @property {unknown} body as parsed; null when there was none or it has been let go
 * @property {number | null} status null while there is no answer; 0 when the connection was cut
 * @property {number} ms until the answer
 * @property {string | null} response text of the answer
 * @property {string | null} fault what was injected
 * @property {number} bytes
 */

/** The latest requests, bounded in number and in memory, newest first when listed. */
class RequestLog {
	constructor() {
		/** @type {Entry[]} */
		this.entries = [];
		/** @type {Entry[]} those whose bodies are still held, oldest first */
		this.held = [];
		this.count = 0;
		this.bytes = 0;
	}

	/** @param {string} method @param {string} path @returns {Entry} to be completed by the caller */
	open(method, path) {
		/** @type {Entry} */
		const entry = {
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
	 * Counts what an entry holds and lets go of the oldest bodies over the bound.
	 *
	 * @param {Entry} entry
	 * @param {number} bytes of body and answer
	 */
	hold(entry, bytes) {
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

	/** @param {number} limit @returns {object[]} newest first, answers parsed where they are JSON */
	latest(limit) {
		return this.entries
			.slice(-limit)
			.reverse()
			.map(({ bytes: _, response, ...entry }) => ({ ...entry, response: parsed(response) }));
	}
}

/** @param {string | null} text @returns {unknown} */
function parsed(text) {
	if (text === null) return null;
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

module.exports = { RequestLog };
