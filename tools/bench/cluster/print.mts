import { aimsTable } from '../aims.mts';
import { machineLine } from '../machine.mts';
import { figure } from '../statistics.mts';
import { table } from '../table.mts';
import type { ClusterReport } from '../cluster.mts';
import type { Measurement } from './measure.mts';
import { CORE } from './workflows.mts';

/** @returns Markdown */
export function printCluster({ machine, plan, measurements, aims }: ClusterReport): string {
	const modes = [...new Set(measurements.map(({ mode }) => mode))];
	const tables = modes.flatMap((mode) => {
		const lines = measurements.filter((measured) => measured.mode === mode);
		return [`${mode}:`, '', rates(lines), '', uses(lines), ''];
	});
	return [
		machineLine(machine),
		`${plan.connections} connections; each once; counted until the last submission stood in Braze.`,
		'',
		...tables,
		aimsTable(aims),
	].join('\n');
}

const rates = (lines: Measurement[]) => {
	const core = lines.find(({ receiver }) => receiver === CORE)?.perSecond ?? NaN;
	const head = ['Receiver', '2xx', 'Submissions/s', 'To core', 'p50, ms', 'p99, ms', 'Other'];
	head.push('Executions', 'To Braze', 'Lost', 'Doubled');
	return table(
		head,
		lines.map((line) => [
			line.receiver,
			...[line.submissions, line.perSecond, line.perSecond / core, line.p50, line.p99].map(figure),
			...[line.other, line.executions, line.requests, line.lost, line.doubled].map(figure),
		]),
	);
};

const uses = (lines: Measurement[]) => {
	const names = Object.keys(lines[0].cpu);
	const cpu = lines.map(({ receiver, cpu: used }) => [
		`${receiver}: CPU ms for each submission`,
		...names.map((name) => figure(used[name])),
	]);
	const last = lines[lines.length - 1];
	const peak = ['peak memory, MB', ...names.map((name) => figure(last.peakMb[name]))];
	return table(['', ...names], [...cpu, peak]);
};
