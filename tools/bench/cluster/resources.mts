import fs from 'node:fs';

/** The kernel's unit of CPU time, on every Linux in use: man 5 proc, sysconf(_SC_CLK_TCK). */
const TICK_MS = 10;

/** What a process has used. */
interface Used {
	/** Milliseconds of CPU time so far, with all that it has started. */
	cpu: number;
	/** The largest resident size of the process itself, in megabytes, since `forgetPeak`. */
	peakMb: number;
}

interface Stat {
	parent: number;
	/** Its own and that of children that have ended, in ticks. */
	ticks: number;
}

/** @returns undefined when the process has ended */
function statOf(pid: number): Stat | undefined {
	try {
		const text = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
		// The name, in parentheses, may hold spaces.
		const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
		const ticks = fields.slice(11, 15).reduce((sum, value) => sum + Number(value), 0);
		return { parent: Number(fields[1]), ticks };
	} catch {
		return undefined;
	}
}

function peakOf(pid: number): number {
	const status = fs.readFileSync(`/proc/${pid}/status`, 'utf8');
	return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? NaN) / 1024;
}

/** Resets the largest resident size to the current one: man 5 proc, clear_refs. Linux only. */
export function forgetPeak(pid: number) {
	fs.writeFileSync(`/proc/${pid}/clear_refs`, '5');
}

/** Reads what a process has used so far. Linux only. */
export function usedBy(root: number): Used {
	const stats = new Map<number, Stat>();
	for (const name of fs.readdirSync('/proc')) {
		const stat = /^\d+$/.test(name) ? statOf(Number(name)) : undefined;
		if (stat) stats.set(Number(name), stat);
	}
	const belongs = (pid: number): boolean => {
		if (pid === root) return true;
		const parent = stats.get(pid)?.parent ?? 0;
		return parent > 1 && belongs(parent);
	};
	const ticks = [...stats]
		.filter(([pid]) => belongs(pid))
		.reduce((sum, [, stat]) => sum + stat.ticks, 0);
	return { cpu: ticks * TICK_MS, peakMb: peakOf(root) };
}
