'use strict';

const { figure } = require('./statistics');
const { table } = require('./table');

/**
 * @typedef {object} Aim what was to be reached, and what was
 * @property {string} aim
 * @property {number} value
 * @property {number} [atLeast]
 * @property {number} [atMost]
 * @property {boolean} met
 */

/**
 * @param {string} aim
 * @param {number} value
 * @param {{ atLeast?: number, atMost?: number }} limits
 * @returns {Aim}
 */
function judge(aim, value, { atLeast, atMost }) {
	const met = value >= (atLeast ?? -Infinity) && value <= (atMost ?? Infinity);
	return { aim, value: Math.round(value * 1000) / 1000, atLeast, atMost, met };
}

/** @param {Aim[]} aims */
const aimsTable = (aims) =>
	table(
		['Aim', 'Wanted', 'Came out', 'Met'],
		aims.map(({ aim, value, atLeast, atMost, met }) => {
			const wanted = atLeast === undefined ? `at most ${atMost}` : `at least ${atLeast}`;
			return [aim, wanted, figure(value), met ? 'yes' : 'no'];
		}),
	);

module.exports = { aimsTable, judge };
