import { aimsTable } from '../aims.mts';
import type { LatencyReport } from '../latency.mts';
import { machineLine } from '../machine.mts';
import { figure, withSpread } from '../statistics.mts';
import { table } from '../table.mts';
import type { Scene, Way } from './measure.mts';

/** @returns Markdown */
export function printLatency({ machine, plan, figures, aims }: LatencyReport): string {
	const { first, scenes } = figures;
	const head = [
		'Times Track User',
		`ms for ${figure(plan.items)}`,
		'ms',
		'Items',
		'Requests',
		'Answered 429',
		'Sent again',
		'Connections',
	];
	const scaled = ({ milliseconds, items }: Way) => (milliseconds.median * plan.items) / items;
	const row = (way: Way, ours: Way) => [
		way.name,
		figure(scaled(way) / scaled(ours)),
		`${way.items === plan.items ? '' : '≈ '}${figure(scaled(way))}`,
		withSpread(way.milliseconds),
		figure(way.items),
		figure(way.requests),
		figure(way.refused),
		figure(Math.max(0, way.requests + way.refused - way.needed)),
		figure(way.connections),
	];
	const tableOf = ({ milliseconds, perSecond, ways }: Scene) => {
		const limit = perSecond === undefined ? '' : `, ${perSecond} requests a second`;
		const [ours] = ways;
		const shown = perSecond === undefined && milliseconds === 100 ? [...ways, firstRun] : ways;
		const rows = shown.map((way) => row(way, ours));
		return table([`${milliseconds} ms until a response${limit}`, ...head], rows);
	};
	const firstRun = { ...first, name: 'Track User, first run of a new n8n' };
	return [
		machineLine(machine),
		`Median (least–most) of ${plan.runs} runs; what takes long: 1 run.`,
		...scenes.flatMap((scene) => ['', tableOf(scene)]),
		'',
		aimsTable(aims),
	].join('\n');
}
