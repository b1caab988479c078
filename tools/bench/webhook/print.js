'use strict';

const { aimsTable } = require('../aims');
const { machineLine } = require('../machine');
const { figure, withSpread } = require('../statistics');
const { table } = require('../table');
const { CORE, KOMO, KOMO_GROUPED } = require('./workflows');

const ORDER = [CORE, KOMO, KOMO_GROUPED];

/**
 * @param {import('../webhook').WebhookReport} report
 * @returns {string} Markdown
 */
function printWebhook({ machine, plan, lines, aims }) {
	const settings = [...new Set(lines.map((line) => line.settings))];
	const tables = settings.flatMap((name) =>
		plan.connections.flatMap((connections) => [
			`n8n's settings: ${name}; ${connections} connections`,
			'',
			measured(lines.filter((line) => line.settings === name && line.connections === connections)),
			'',
		]),
	);
	return [
		machineLine(machine),
		`Median (least–most) of ${plan.rounds} rounds of ${plan.seconds} s each; counts are of all rounds.`,
		'',
		...tables,
		aimsTable(aims),
	].join('\n');
}

/** @param {import('./sumUp').Line[]} lines @returns {string} */
function refusals(lines) {
	const texts = lines.flatMap(({ trigger, refusals }) =>
		Object.entries(refusals).map(([status, body]) => `${trigger}: ${status} ${body}`),
	);
	return texts.length ? `\n\nOther answers:\n\n- ${texts.join('\n- ')}` : '';
}

/** @param {import('./sumUp').Line[]} lines */
function measured(lines) {
	const sorted = [...lines].sort((a, b) => ORDER.indexOf(a.trigger) - ORDER.indexOf(b.trigger));
	const figures = table(
		[
			'Trigger, then Track User',
			'Submissions/s',
			'To core',
			'p50, ms',
			'p99, ms',
			'2xx',
			'Other',
			'To Braze',
			'Lost',
			'Doubled',
		],
		sorted.map((line) => [
			line.trigger,
			withSpread(line.perSecond),
			figure(line.toCore),
			withSpread(line.p50),
			withSpread(line.p99),
			figure(line.accepted),
			figure(line.non2xx + line.errors),
			figure(line.requests),
			figure(line.lost),
			figure(line.doubled),
		]),
	);
	return figures + refusals(sorted);
}

module.exports = { printWebhook };
