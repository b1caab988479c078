import { aimsTable } from '../aims.mts';
import type { ClusterReport, Part } from '../cluster.mts';
import { machineLine } from '../machine.mts';
import { figure } from '../statistics.mts';
import { table } from '../table.mts';
import { costOf } from './cost.mts';
import type { Measurement } from './measure.mts';
import { CORE, RISING } from './workflows.mts';

/** @returns Markdown */
export function printCluster({ machine, plan, parts, aims }: ClusterReport): string {
	return [
		machineLine(machine),
		`${plan.connections} connections; each once; counted until the last submission stood in Braze.`,
		'',
		...parts.flatMap((part) => [`${part.mode}:`, '', ...printPart(part), '']),
		aimsTable(aims),
	].join('\n');
}

function printPart({ measurements, idle }: Part): string[] {
	const spikes = measurements.filter(({ rate }) => rate === undefined);
	const steady = measurements.filter(({ rate }) => rate !== undefined);
	const costs = RISING.map((receiver) => {
		const lines = steady.filter((line) => line.receiver === receiver);
		return [`What it costs: ${receiver}`, '', costTable(lines, idle), ''];
	});
	return [
		rates(spikes),
		'',
		uses(spikes),
		'',
		rates(steady),
		'',
		uses(steady),
		'',
		...costs.flat(),
	];
}

const nameOf = ({ receiver, rate }: Measurement) =>
	rate === undefined ? receiver : `${receiver}, ${rate} a second`;

const rates = (lines: Measurement[]) => {
	const core = lines.find(({ receiver }) => receiver === CORE)?.perSecond ?? NaN;
	const head = ['Receiver', '2xx', 'Submissions/s', 'To core', 'p50, ms', 'p99, ms', 'Other'];
	head.push('Executions', 'To Braze', 'Lost', 'Doubled');
	return table(
		head,
		lines.map((line) => [
			nameOf(line),
			...[line.submissions, line.perSecond, line.perSecond / core, line.p50, line.p99].map(figure),
			...[line.other, line.executions, line.requests, line.lost, line.doubled].map(figure),
		]),
	);
};

const uses = (lines: Measurement[]) => {
	const names = Object.keys(lines[0]?.cpu ?? {});
	const rows = lines.flatMap((line) => [
		[
			`${nameOf(line)}: CPU ms for each submission`,
			...names.map((name) => figure(line.cpu[name] / line.submissions)),
		],
		[`${nameOf(line)}: peak memory, MB`, ...names.map((name) => figure(line.peakMb[name]))],
	]);
	return table(['', ...names], rows);
};

/** Names of processes of one kind differ only in their number: `worker 2` is a worker. */
const kindOf = (name: string) => name.replace(/ \d+$/, '');

function costTable(lines: Measurement[], idle: Record<string, number>) {
	const names = Object.keys(idle);
	const kinds = [...new Set(names.map(kindOf))];
	const sum = (values: Record<string, number>, kind: string) =>
		names.filter((name) => kindOf(name) === kind).reduce((total, name) => total + values[name], 0);
	const rows = kinds.map((kind) => {
		const points = lines.map(({ submissions, executions, seconds, cpu }) => ({
			submissions: submissions / seconds,
			executions: executions / seconds,
			cpu: sum(cpu, kind) / seconds,
		}));
		const cost = costOf(points, sum(idle, kind));
		return [kind, figure(cost.idle), figure(cost.submission), figure(cost.execution)];
	});
	return table(['CPU, ms', 'Each second, idle', 'Each submission', 'Each execution'], rows);
}
