'use strict';

const { once } = require('node:events');
const { Agent, request } = require('node:http');
const { gzipSync } = require('node:zlib');

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/**
 * @typedef {object} Answer
 * @property {number} status
 * @property {any} body
 * @property {import('node:http').IncomingHttpHeaders} headers
 */

/**
 * Posts a body, and tells exactly what came back.
 * @param {string} url
 * @param {string | Uint8Array | object} body an object is sent as JSON
 * @param {Record<string, string>} [headers] content type `application/json` unless given; '' for none
 * @param {(outgoing: import('node:http').ClientRequest) => void} [started]
 * @returns {Promise<Answer>}
 */
const post = (url, body, headers = {}, started = () => {}) =>
	new Promise((resolve, reject) => {
		const bytes =
			typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);
		/** @type {Record<string, string>} */
		const sent = { 'content-type': 'application/json', ...headers };
		if (sent['content-type'] === '') delete sent['content-type'];
		sent['content-length'] = String(Buffer.byteLength(bytes));
		const outgoing = request(url, { method: 'POST', agent, headers: sent }, (response) => {
			let text = '';
			response.setEncoding('utf8');
			response.on('data', (chunk) => (text += chunk));
			response.on('end', () => {
				try {
					const { statusCode = 0, headers: received } = response;
					resolve({ status: statusCode, body: JSON.parse(text), headers: received });
				} catch (error) {
					reject(error);
				}
			});
		});
		outgoing.on('error', reject);
		outgoing.end(bytes);
		started(outgoing);
	});

/** @param {string} text */
const gzip = (text) => gzipSync(text);

/**
 * @param {string | Uint8Array} content
 * @param {BufferEncoding} [encoding] of text
 */
const bytesOf = (content, encoding) =>
	typeof content === 'string' ? Buffer.from(content, encoding) : Buffer.from(content);

/** @param {number} ms @returns {Promise<void>} */
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Ends the connection as a caller who hangs up does, and waits until the server has noticed.
 * @param {import('node:http').ServerResponse} response
 */
async function hangUp(response) {
	const closed = once(response, 'close');
	response.socket?.destroy();
	await closed;
}

const closeClient = () => agent.destroy();

module.exports = { post, gzip, bytesOf, wait, hangUp, closeClient };
