import { setTimeout as sleep } from 'node:timers/promises';

import type { Service } from '../../packages/n8n-lab/src/cluster/service.mts';
import type { Watched } from './sample.mts';

/** What a cluster is started with, so that the inspectors of its processes can be opened later. */
export interface Inspectors {
	env: NodeJS.ProcessEnv;
	log: (line: string) => void;
	/** The lines in which processes say where their inspector is. */
	lines: string[];
}

const OPENED = 'Debugger listening on ';
const MOST_MS = 10_000;

export function listenForInspectors(): Inspectors {
	const lines: string[] = [];
	return {
		// A signal opens it, on any free port.
		env: { NODE_OPTIONS: '--inspect-port=127.0.0.1:0' },
		log: (line) => {
			if (line.includes(OPENED)) lines.push(line);
		},
		lines,
	};
}

/** Opens the inspectors of n8n's processes. */
export async function watch(services: Service[], { lines }: Inspectors): Promise<Watched[]> {
	const watched: Watched[] = [];
	for (const { name, pid } of services) {
		process.kill(pid(), 'SIGUSR1');
		const start = `${name}: ${OPENED}`;
		const deadline = Date.now() + MOST_MS;
		let line: string | undefined;
		while (line === undefined) {
			if (Date.now() > deadline) throw new Error(`${name} opened no inspector.`);
			await sleep(50);
			line = lines.find((one) => one.startsWith(start));
		}
		watched.push({ name, pid: pid(), inspector: line.slice(start.length) });
	}
	return watched;
}
