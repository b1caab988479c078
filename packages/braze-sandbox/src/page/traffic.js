/*
 * Requests per second, as a chart and for each endpoint.
 */

import { byId, make } from './dom.js';

/** @typedef {Record<string, any>} Data */

const SVG = 'http://www.w3.org/2000/svg';
const CHART_HEIGHT = 56;

/**
 * @param {number[]} seconds requests in each
 * @param {number[]} limited those of them that got a 429
 * @returns {SVGElement} a bar for each second
 */
function chart(seconds, limited) {
	const highest = Math.max(1, ...seconds);
	const svg = document.createElementNS(SVG, 'svg');
	svg.setAttribute('class', 'chart');
	svg.setAttribute('viewBox', `0 0 ${seconds.length} ${CHART_HEIGHT}`);
	svg.setAttribute('preserveAspectRatio', 'none');
	svg.setAttribute('role', 'img');
	svg.setAttribute(
		'aria-label',
		`Requests in each second of the last minute: ${Math.max(...seconds)} at most`,
	);
	const bar = (
		/** @type {number} */ at,
		/** @type {number} */ count,
		/** @type {string} */ name,
	) => {
		if (!count) return;
		const height = (count / highest) * (CHART_HEIGHT - 2);
		const rect = document.createElementNS(SVG, 'rect');
		const box = { x: at + 0.1, y: CHART_HEIGHT - height, width: 0.8, height, class: name };
		for (const [key, value] of Object.entries(box)) rect.setAttribute(key, String(value));
		svg.append(rect);
	};
	seconds.forEach((count, at) => bar(at, count, ''));
	limited.forEach((count, at) => bar(at, count, 'limited'));
	return svg;
}

/** @param {number} rate @returns {string} with one decimal below 100 */
const rateText = (rate) =>
	rate.toLocaleString(undefined, { maximumFractionDigits: rate < 100 ? 1 : 0 });

/** A path that, when too long for a line, breaks before a slash. */
const breakable = (/** @type {string} */ path) =>
	path.split(/(?=\/)/).flatMap((part) => [make('wbr', ''), part]);

/** @param {Data} traffic */
export function showTraffic({ perSecond, seconds, limitedSeconds, endpoints }) {
	byId('rate').textContent = rateText(perSecond);
	if (endpoints.length === 0) {
		byId('traffic').replaceChildren(make('p', 'quiet', 'No requests yet.'));
		return;
	}
	const highest = Math.max(...seconds);
	const axis = make('div', 'axis');
	axis.append(make('span', '', 'a minute ago'), make('span', '', `at most ${highest}`));
	axis.append(make('span', '', 'now'));
	const titles = ['Endpoint', 'Per second', 'Total', '429', 'Failed'].map((title) => {
		const cell = make('th', '', title);
		cell.setAttribute('scope', 'col');
		return cell;
	});
	const rows = endpoints.map((/** @type {Data} */ endpoint) => {
		const name = make('th', '', ...breakable(endpoint.name));
		name.setAttribute('scope', 'row');
		return make(
			'tr',
			'',
			name,
			make('td', '', rateText(endpoint.perSecond)),
			make('td', '', endpoint.total.toLocaleString()),
			make('td', endpoint.limited ? 'bad' : '', endpoint.limited.toLocaleString()),
			make('td', endpoint.failed ? 'bad' : '', endpoint.failed.toLocaleString()),
		);
	});
	const list = make('table', 'endpoints');
	list.append(make('thead', '', make('tr', '', ...titles)), make('tbody', '', ...rows));
	byId('traffic').replaceChildren(chart(seconds, limitedSeconds), axis, list);
}
