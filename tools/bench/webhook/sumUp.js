'use strict';

const { summarise } = require('../statistics');
const { CORE } = require('./workflows');

/**
 * @typedef {import('./measure').Measurement} Measurement
 * @typedef {import('../statistics').Sample} Sample
 *
 * @typedef {object} Line what was measured in the same way, all rounds together
 * @property {string} settings
 * @property {string} trigger
 * @property {number} connections
 * @property {Sample} perSecond
 * @property {Sample} p50 milliseconds
 * @property {Sample} p99 milliseconds
 * @property {Sample} drain seconds from the end of the load until the last submission arrived
 * @property {number} toCore its submissions a second, compared with those of the core Webhook
 * @property {number} accepted
 * @property {number} requests that the target got
 * @property {number} non2xx
 * @property {Record<string, string>} refusals the first body of each status that is not 2xx
 * @property {number} errors
 * @property {number} unanswered when the time was over
 * @property {number} lost
 * @property {number} doubled
 */

/**
 * @param {Measurement[]} measurements
 * @returns {Line[]} in the order of the measurements
 */
function sumUp(measurements) {
	/** @type {Map<string, Measurement[]>} */
	const groups = new Map();
	for (const measured of measurements) {
		const key = keyOf(measured, measured.trigger);
		groups.set(key, [...(groups.get(key) ?? []), measured]);
	}
	const medianOf = (/** @type {Measurement[]} */ group) =>
		summarise(group.map(({ perSecond }) => perSecond)).median;
	return [...groups.values()].map((group) => {
		const [{ settings, trigger, connections }] = group;
		const sample = (/** @type {'perSecond' | 'p50' | 'p99' | 'drain'} */ what) =>
			summarise(group.map((measured) => measured[what]));
		const sum = (
			/** @type {'accepted' | 'requests' | 'non2xx' | 'errors' | 'unanswered' | 'lost' | 'doubled'} */ what,
		) => group.reduce((total, measured) => total + measured[what], 0);
		return {
			settings,
			trigger,
			connections,
			perSecond: sample('perSecond'),
			p50: sample('p50'),
			p99: sample('p99'),
			drain: sample('drain'),
			toCore: medianOf(group) / medianOf(groups.get(keyOf(group[0], CORE)) ?? []),
			accepted: sum('accepted'),
			requests: sum('requests'),
			non2xx: sum('non2xx'),
			refusals: Object.assign({}, ...group.map(({ refusals }) => refusals)),
			errors: sum('errors'),
			unanswered: sum('unanswered'),
			lost: sum('lost'),
			doubled: sum('doubled'),
		};
	});
}

/** @param {Measurement} measured @param {string} trigger */
const keyOf = ({ settings, connections }, trigger) => [settings, connections, trigger].join();

module.exports = { sumUp };
