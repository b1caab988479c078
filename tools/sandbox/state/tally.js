'use strict';

/**
 * Adds to how often, first and last, something happened.
 *
 * @param {Map<string, import('../types').Tally>} tallies
 * @param {string} name
 * @param {Date} time
 * @param {number} count
 */
function tally(tallies, name, time, count) {
	const before = tallies.get(name);
	tallies.set(name, {
		first: before && before.first < time ? before.first : time,
		last: before && before.last > time ? before.last : time,
		count: (before?.count ?? 0) + count,
	});
}

module.exports = { tally };
