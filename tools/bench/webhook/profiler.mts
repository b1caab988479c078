/*
 * Looks into a running n8n through Node's inspector: how much CPU time it uses, and for what. A
 * process of its own, on n8n's Node, which has WebSocket.
 */

import { setTimeout as sleep } from 'node:timers/promises';
import axios from 'axios';

import { answerParent } from '../child.mts';
import { connect, type Session } from '../inspector.mts';

/** What the program is to do. */
export interface ProfileJob {
	/** Of the inspector. */
	port: number;
	/** For how long. */
	milliseconds: number;
}

/** CPU time that an n8n used, in microseconds. */
export interface Profile {
	/** Of the whole process. */
	all: number;
	/** Of its main thread. */
	main: number;
	/** Of this package's functions, on the main thread. */
	ours: number;
}

interface CallFrame {
	functionName: string;
	url: string;
}

interface CpuProfile {
	nodes: Array<{ id: number; callFrame: CallFrame }>;
	samples: number[];
	timeDeltas: number[];
}

/** Frames in which the main thread was idle. */
const WAITING = new Set(['(idle)', '(root)']);
const INTERVAL_US = 500;
const OURS = /n8n-nodes-komo-braze\/dist\//;

answerParent(async (job): Promise<Profile> => {
	const { port, milliseconds } = job as ProfileJob;
	const { data } = await axios.get<Array<{ webSocketDebuggerUrl: string }>>(
		`http://127.0.0.1:${port}/json/list`,
	);
	const session = await connect(data[0].webSocketDebuggerUrl);
	await session('Profiler.enable');
	await session('Profiler.setSamplingInterval', { interval: INTERVAL_US });
	const before = await cpuOf(session);
	await session('Profiler.start');
	await sleep(milliseconds);
	const { profile } = (await session('Profiler.stop')) as { profile: CpuProfile };
	const all = (await cpuOf(session)) - before;
	return { all, ...sharesOf(profile) };
});

/** @returns microseconds of CPU time since the process started */
async function cpuOf(session: Session): Promise<number> {
	const expression = 'process.cpuUsage().user + process.cpuUsage().system';
	const { result } = (await session('Runtime.evaluate', { expression })) as {
		result: { value: number };
	};
	return result.value;
}

/** Ours is what our own functions take themselves, without what they call of n8n's and Node's. */
function sharesOf({ nodes, samples, timeDeltas }: CpuProfile) {
	const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
	let main = 0;
	let ours = 0;
	for (const [index, id] of samples.entries()) {
		const frame = frames.get(id);
		if (frame === undefined || WAITING.has(frame.functionName)) continue;
		main += timeDeltas[index];
		if (OURS.test(frame.url)) ours += timeDeltas[index];
	}
	return { main, ours };
}
