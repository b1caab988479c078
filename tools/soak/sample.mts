import fs from 'node:fs';
import path from 'node:path';

import { runChild } from '../bench/child.mts';

const HEAPS = path.join(import.meta.dirname, 'heaps.mts');

/** A process to look at. */
export interface Watched {
	name: string;
	pid: number;
	/** Of its inspector's web socket. */
	inspector: string;
}

/** What a process holds. */
export interface Held {
	/** Megabytes in use once garbage is collected: heap and buffers. */
	heap: number;
	/** Megabytes of the machine's memory. */
	resident: number;
	/** Open files and connections. */
	handles: number;
}

/**
 * Reads what processes hold. Linux only.
 *
 * @param node n8n's Node
 * @returns by name
 */
export async function holdings(node: string, processes: Watched[]): Promise<Record<string, Held>> {
	const input = processes.map(({ inspector }) => inspector);
	const heaps = (await runChild(node, HEAPS, { input })) as number[];
	return Object.fromEntries(
		processes.map(({ name, pid }, at) => [
			name,
			{ heap: heaps[at] / 2 ** 20, resident: residentOf(pid), handles: handlesOf(pid) },
		]),
	);
}

const handlesOf = (pid: number) => fs.readdirSync(`/proc/${pid}/fd`).length;

function residentOf(pid: number): number {
	const status = fs.readFileSync(`/proc/${pid}/status`, 'utf8');
	return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? NaN) / 1024;
}
