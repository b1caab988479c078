import { machineLine } from '../bench/machine.mts';
import { figure } from '../bench/statistics.mts';
import { table } from '../bench/table.mts';
import { growthOf, isGrowing, type Growth } from './growth.mts';
import type { SoakReport } from './index.mts';

type Kind = 'heap' | 'resident' | 'handles' | 'latency';

/** Something measured again and again. */
export interface Series {
	name: string;
	kind: Kind;
	values: number[];
}

/**
 * By which part of its level each may rise within the last two thirds of the time, if that is more
 * than chance. A process may take more of the machine's memory without holding more: V8 gives it back
 * when it likes.
 */
const MOST: Record<Kind, number> = { heap: 0.1, resident: 0.25, handles: 0.1, latency: 0.25 };

export function judgeSeries({ kind, values }: Series): Growth & { isGrowing: boolean } {
	const growth = growthOf(values);
	return { ...growth, isGrowing: isGrowing(growth, MOST[kind]) };
}

/** @returns Markdown */
export function printSoak(report: SoakReport): string {
	const { machine, measured, rate, minutes, accepted, lost, wrong, doubled, series } = report;
	const rows = series.map((one) => {
		const { level, growth, noise, isGrowing: grows } = judgeSeries(one);
		const most = `${MOST[one.kind] * 100} %`;
		const part = `${figure((growth / level) * 100)} %`;
		return [
			one.name,
			figure(level),
			figure(growth),
			part,
			figure(noise),
			most,
			grows ? 'yes' : 'no',
		];
	});
	const answers = Object.entries(report.answers).map(([status, count]) => `${status}: ${count}`);
	return [
		machineLine(machine),
		`${minutes} minutes at ${figure(rate)} submissions a second` +
			(measured === undefined ? '' : `, half of the ${figure(measured)} that it took`),
		`${accepted} answered 2xx, ${lost.length} lost, ${wrong.length} wrong, ${doubled.length} doubled, ` +
			`${report.again} sent again; answers ${answers.join(', ')}`,
		'',
		table(['Last two thirds', 'Median', 'Rise', 'Of it', 'Noise', 'Most', 'Grows'], rows),
	].join('\n');
}
