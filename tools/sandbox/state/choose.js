'use strict';

const { mostRecent } = require('./lookup');
const { isObject } = require('./values');

/** @typedef {import('../types').Profile} Profile */
/** @typedef {import('./workspace').Workspace} Workspace */

const ORDER = ['identified', 'unidentified', 'most_recently_updated', 'least_recently_updated'];

/** @param {unknown} list @returns {list is string[]} whether it is a valid `prioritization` */
function isPrioritization(list) {
	if (!Array.isArray(list) || list.length === 0) return false;
	if (!list.every((word) => ORDER.includes(word))) return false;
	return !(list.includes('identified') && list.includes('unidentified'));
}

/** @param {Profile[]} profiles @returns {Profile | undefined} */
function leastRecent(profiles) {
	return [...profiles].sort((one, other) => one.updated - other.updated)[0];
}

/**
 * The one profile that a `prioritization` leaves (identify and merge pages).
 *
 * @param {Profile[]} candidates that share an e-mail or a phone
 * @param {string[]} prioritization
 * @returns {Profile | undefined} undefined when none is left, or more than one
 */
function choose(candidates, prioritization) {
	let left = candidates;
	for (const word of prioritization) {
		if (word === 'identified') left = left.filter(({ externalId }) => externalId !== null);
		if (word === 'unidentified') left = left.filter(({ externalId }) => externalId === null);
		if (left.length < 2) continue;
		const one = word.startsWith('most') ? mostRecent(left) : leastRecent(left);
		if (/updated$/.test(word) && one) left = [one];
	}
	return left.length === 1 ? left[0] : undefined;
}

/**
 * The profile of an entry with `email` or `phone` and a `prioritization`.
 *
 * @param {unknown} entry
 * @param {Workspace} workspace
 * @returns {Profile | undefined}
 */
function chosenContact(entry, { profiles }) {
	if (!isObject(entry) || !isPrioritization(entry.prioritization)) return undefined;
	const kind = typeof entry.email === 'string' ? 'email' : 'phone';
	return choose(profiles.findByContact(kind, String(entry[kind])), entry.prioritization);
}

module.exports = { isPrioritization, choose, chosenContact };
