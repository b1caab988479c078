import { aimsTable } from '../aims.mts';
import { machineLine } from '../machine.mts';
import { figure, withSpread } from '../statistics.mts';
import { table } from '../table.mts';
import type { Part } from '../webhook.mts';
import type { Line } from './sumUp.mts';
import { BRAZE, CORE, KOMO, KOMO_GROUPED } from './workflows.mts';

const ORDER = [CORE, KOMO, KOMO_GROUPED, BRAZE];

/** What is counted. */
const NOUN = { Komo: 'Submissions', Currents: 'Events' };

/** @returns Markdown */
export function printPart({ machine, plan, lines, aims }: Part): string {
	const noun = NOUN[plan.sender];
	const settings = [...new Set(lines.map((line) => line.settings))];
	const tables = settings.flatMap((name) =>
		plan.connections.flatMap((connections) => [
			`n8n's settings: ${name}; ${connections} connections`,
			'',
			measured(
				lines.filter((line) => line.settings === name && line.connections === connections),
				noun,
			),
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

function refusals(lines: Line[]): string {
	const texts = lines.flatMap(({ trigger, refusals }) =>
		Object.entries(refusals).map(([status, body]) => `${trigger}: ${status} ${body}`),
	);
	return texts.length ? `\n\nOther responses:\n\n- ${texts.join('\n- ')}` : '';
}

function measured(lines: Line[], noun: string) {
	const sorted = [...lines].sort((a, b) => ORDER.indexOf(a.trigger) - ORDER.indexOf(b.trigger));
	const figures = table(
		[
			'Trigger, then Track User',
			`${noun}/s`,
			'To core',
			'p50, ms',
			'p99, ms',
			'2xx',
			'Other',
			'CPU, ms',
			'Ours, ms',
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
			figure(line.cpu.all.median / 1000),
			figure(line.cpu.ours.median / 1000),
			figure(line.requests),
			figure(line.lost),
			figure(line.doubled),
		]),
	);
	return figures + refusals(sorted);
}
