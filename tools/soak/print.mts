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
 * By how much each may rise within the last two thirds of the time, if that is more than chance. A
 * process may take more of the machine's memory without holding more: V8 gives it back when it likes.
 * It has some connections more while the machine is busy; what leaks has them all.
 *
 * @param level the median
 */
const MOST: Record<Kind, (level: number) => number> = {
	heap: (level) => 0.1 * level,
	resident: (level) => 0.25 * level,
	handles: () => 20,
	latency: (level) => 0.25 * level,
};

/** How a series changed, and whether that is more than it may. */
interface Judgement extends Growth {
	most: number;
	isGrowing: boolean;
}

export function judgeSeries({ kind, values }: Series): Judgement {
	const growth = growthOf(values);
	const most = MOST[kind](growth.level);
	return { ...growth, most, isGrowing: isGrowing(growth, most) };
}

/** @returns Markdown */
export function printSoak(report: SoakReport): string {
	const { machine, measured, rate, minutes, accepted, lost, wrong, doubled, series } = report;
	const rows = series.map((one) => {
		const { level, growth, noise, most, isGrowing: grows } = judgeSeries(one);
		const part = `${figure((growth / level) * 100)} %`;
		const figures = [figure(level), figure(growth), part, figure(noise), figure(most)];
		return [one.name, ...figures, grows ? 'yes' : 'no'];
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
