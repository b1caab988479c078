'use strict';

const { aimsTable } = require('../aims');
const { machineLine } = require('../machine');
const { figure, withSpread } = require('../statistics');
const { table } = require('../table');

/** @typedef {import('../track').TrackReport} TrackReport */

const MEGABYTE = 1e6;

/**
 * @param {TrackReport} report
 * @returns {string} Markdown
 */
function printTrack({ machine, plan, figures, aims }) {
	const { trackUser, requests, editFields, httpRequest, library, floor, growth } = figures;
	const scaled = (/** @type {number} */ milliseconds, /** @type {number} */ items) =>
		(milliseconds * trackUser.items) / items;
	const row = (
		/** @type {string} */ name,
		/** @type {import('./measure').Timing} */ { items, milliseconds },
	) => [
		name,
		figure(items),
		withSpread(milliseconds),
		`${items === trackUser.items ? '' : '≈ '}${figure(scaled(milliseconds.median, items))}`,
		figure(scaled(milliseconds.median, items) / trackUser.milliseconds.median),
	];
	const all = `ms for ${figure(trackUser.items)}`;
	return [
		`${machineLine(machine)}`,
		`Median (least–most) of ${plan.runs} runs. ${figure(requests)} requests for (a), (c) and (d).`,
		'',
		table(
			['20 fields for each item', 'Items', 'ms', all, 'Times (a)'],
			[
				row('(a) Track User, in n8n', trackUser),
				row('(b) Edit Fields, in n8n', editFields),
				row('(b) + HTTP Request, in n8n', httpRequest),
				row('(c) braze-api, batched by hand', library),
				row('(d) ready-made bodies posted', floor),
			],
		),
		'',
		table(
			[
				'(e) Items',
				'ms',
				'ms for 1,000',
				'Their JSON, MB',
				'Heap added, MB',
				'Resident added, MB',
				'Times JSON',
			],
			growth.map(({ items, itemBytes, milliseconds, resident, heap }) => [
				figure(items),
				withSpread(milliseconds),
				figure((milliseconds.median * 1000) / items),
				figure(itemBytes / MEGABYTE),
				withSpread(inMegabytes(heap)),
				withSpread(inMegabytes(resident)),
				figure(resident.median / itemBytes),
			]),
		),
		'',
		aimsTable(aims),
	].join('\n');
}

/** @param {import('../statistics').Sample} sample */
const inMegabytes = ({ median, min, max, count }) => ({
	median: median / MEGABYTE,
	min: min / MEGABYTE,
	max: max / MEGABYTE,
	count,
});

module.exports = { printTrack };
