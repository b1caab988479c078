'use strict';

/**
 * @typedef {object} Sample repeated measurements of one thing
 * @property {number} median
 * @property {number} min
 * @property {number} max
 * @property {number} count how often it was measured
 */

/**
 * @param {number[]} values one at least
 * @returns {Sample}
 */
function summarise(values) {
	const sorted = [...values].sort((a, b) => a - b);
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
const withSpread = ({ median, min, max }) => `${figure(median)} (${figure(min)}–${figure(max)})`;

module.exports = { figure, summarise, withSpread };
