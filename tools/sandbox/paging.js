'use strict';

/** @typedef {import('./types').Answer} Answer */

/** @param {string | null} cursor @returns {number | null} how many to skip; null for no cursor of ours */
function skipOf(cursor) {
	if (cursor === null) return 0;
	const skip = /^skip:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString())?.[1];
	return skip === undefined ? null : Number(skip);
}

/** @param {number} skip */
const cursorOf = (skip) => encodeURIComponent(Buffer.from(`skip:${skip}`).toString('base64'));

/**
 * One page by cursor, and the `Link` header that leads to its neighbours: no header when one page
 * holds everything, no `prev` without a cursor, no `next` on the last page.
 *
 * @template T
 * @param {T[]} all
 * @param {{ cursor: string | null, size: number, address: string }} page
 * @returns {{ page: T[], headers: Record<string, string> } | null} null for a bad cursor
 */
function cursorPage(all, { cursor, size, address }) {
	const skip = skipOf(cursor);
	if (skip === null) return null;
	const links = [];
	if (cursor !== null && all.length > size) {
		links.push(`<${address}?cursor=${cursorOf(Math.max(0, skip - size))}>; rel="prev"`);
	}
	if (skip + size < all.length) {
		links.push(`<${address}?cursor=${cursorOf(skip + size)}>; rel="next"`);
	}
	/** @type {Record<string, string>} */
	const headers = links.length > 0 ? { link: links.join(',') } : {};
	return { page: all.slice(skip, skip + size), headers };
}

/**
 * One page by number, from 0; beyond the last one it is empty.
 *
 * @template T
 * @param {T[]} all
 * @param {string | null} number
 * @param {number} size
 * @returns {T[]}
 */
function numberedPage(all, number, size) {
	const page = Math.max(0, Math.trunc(Number(number ?? 0)) || 0);
	return all.slice(page * size, (page + 1) * size);
}

module.exports = { cursorPage, numberedPage };
