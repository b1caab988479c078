import os from 'node:os';

import { NEWEST } from '../n8n/pins.mts';

/** What figures depend on. */
export interface Machine {
	date: string;
	processor: string;
	cores: number;
	memoryGb: number;
	system: string;
	n8n: string;
	/** Of n8n and of everything measured. */
	node: string;
	/** Processes that wanted to run in the minute before, on average. */
	loadBefore: number;
}

export function describeMachine(): Machine {
	const cores = os.cpus();
	return {
		date: new Date().toISOString().slice(0, 10),
		processor: cores[0]?.model.trim() ?? 'unknown',
		cores: cores.length,
		memoryGb: Math.round(os.totalmem() / 2 ** 30),
		system: `${os.platform()} ${os.release()}`,
		n8n: NEWEST.n8n,
		node: NEWEST.node,
		loadBefore: Math.round(os.loadavg()[0] * 100) / 100,
	};
}

export function machineLine({
	date,
	processor,
	cores,
	memoryGb,
	system,
	n8n,
	node,
	loadBefore,
}: Machine): string {
	const where = `${processor}, ${cores} cores, ${memoryGb} GB, ${system}`;
	return `${date}; ${where}; n8n ${n8n} on Node ${node}; load before the run ${loadBefore}`;
}
