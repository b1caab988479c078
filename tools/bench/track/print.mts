import { aimsTable } from '../aims.mts';
import { machineLine } from '../machine.mts';
import { figure, type Sample, withSpread } from '../statistics.mts';
import { table } from '../table.mts';
import type { TrackReport } from '../track.mts';
import type { Timing } from './measure.mts';

const MEGABYTE = 1e6;

/** @returns Markdown */
export function printTrack({ machine, plan, figures, aims }: TrackReport): string {
	const { trackUser, requests, editFields, httpRequest, library, floor, growth, hostile } = figures;
	const scaled = (milliseconds: number, items: number) => (milliseconds * trackUser.items) / items;
	const row = (name: string, { items, milliseconds }: Timing) => [
		name,
		figure(items),
		withSpread(milliseconds),
		`${items === trackUser.items ? '' : '≈ '}${figure(scaled(milliseconds.median, items))}`,
		figure(scaled(milliseconds.median, items) / trackUser.milliseconds.median),
	];
	const all = `ms for ${figure(trackUser.items)}`;
	return [
		machineLine(machine),
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
		table(
			['(f)', 'Size', 'ms', 'Twice the size, ms', 'Times'],
			hostile.map(({ name, once, twice }) => [
				name,
				figure(once.items),
				withSpread(once.milliseconds),
				withSpread(twice.milliseconds),
				figure(twice.milliseconds.median / once.milliseconds.median),
			]),
		),
		'',
		aimsTable(aims),
	].join('\n');
}

const inMegabytes = ({ median, min, max, count }: Sample) => ({
	median: median / MEGABYTE,
	min: min / MEGABYTE,
	max: max / MEGABYTE,
	count,
});
