'use strict';

/**
 * @typedef {object} Sample repeated measurements of one thing
 * @property {number} median
 * @property {number} min
 * @property {number} max
 * @property {number} count how often it was measured
 */

/**
 * @param {number[]} values those that are not a number do not count
 * @returns {Sample} of NaN if there are none
 */
function summarise(values) {
	const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
	if (sorted.length === 0) return { median: NaN, min: NaN, max: NaN, count: 0 };
	const middle = sorted.length >> 1;
	const median = sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
	return { median, min: sorted[0], max: sorted[sorted.length - 1], count: sorted.length };
}

/**
 * @param {number} value
 * @returns {string} three significant digits, no exponent
 */
function figure(value) {
	if (!Number.isFinite(value)) return '-';
	const digits = value === 0 ? 0 : Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
	return value.toLocaleString('en', {
		minimumFractionDigits: 0,
		maximumFractionDigits: Math.min(digits, 3),
	});
}

/** @param {Sample} sample @returns {string} e.g. `212 (198–240)` */
const withSpread = ({ median, min, max, count }) =>
	count === 0 ? '-' : `${figure(median)} (${figure(min)}–${figure(max)})`;

module.exports = { figure, summarise, withSpread };
