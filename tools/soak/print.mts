import { machineLine } from '../bench/machine.mts';
import { figure } from '../bench/statistics.mts';
import { table } from '../bench/table.mts';
import type { SoakReport } from './index.mts';
import { judgeSeries } from './judge.mts';

/** @returns Markdown */
export function printSoak(report: SoakReport): string {
	const { machine, measured, rate, minutes, accepted, lost, wrong, doubled, series } = report;
	const rows = series.map((one) => {
		const { level, growth, noise, most, isGrowing: grows } = judgeSeries(one);
		const part = `${figure((growth / level) * 100)} %`;
		const figures = [figure(level), figure(growth), part, figure(noise), figure(most)];
		return [one.name, ...figures, grows ? 'yes' : 'no'];
	});
	const responses = Object.entries(report.responses).map(
		([status, count]) => `${status}: ${count}`,
	);
	return [
		machineLine(machine),
		`${minutes} minutes at ${figure(rate)} submissions a second` +
			(measured === undefined ? '' : `, half of the ${figure(measured)} that it took`),
		`${accepted} answered 2xx, ${lost.length} lost, ${wrong.length} wrong, ${doubled.length} doubled, ` +
			`${report.again} sent again; responses ${responses.join(', ')}`,
		'',
		table(['Last two thirds', 'Median', 'Rise', 'Of it', 'Noise', 'Most', 'Grows'], rows),
	].join('\n');
}
