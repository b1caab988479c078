import type { Braze } from './braze.mts';
import {
	COMPARED,
	CURRENTS_IN_A_CLUSTER,
	IN_A_CLUSTER,
	IN_ONE_PROCESS,
	LOSSY,
	ONCE_IN_A_CLUSTER,
	type Scenario,
} from './scenarios.mts';
import { EACH_ONCE, EACH_ONCE_POSTGRES, type Receiver } from './workflow.mts';
import { clusterWorld, processWorld, type World, type WorldOptions } from './worlds.mts';

const WAITING: Receiver = 'Komo Trigger, lastNode';
const AT_ONCE: Receiver = 'Komo Trigger, onReceived';
const CORE: Receiver = 'core Webhook';
const CURRENTS_WAITING: Receiver = 'Braze Trigger, lastNode';
const CURRENTS_AT_ONCE: Receiver = 'Braze Trigger, onReceived';

/** What one kind of n8n is put through. */
export interface Part {
	name: string;
	start: (options: WorldOptions, braze: Braze) => Promise<World>;
	/** Whether the template recover.json runs again what crashed. */
	recovers?: boolean;
	/** Whether Currents sends every batch twice: a process of n8n recognizes only what it received itself. */
	repeats?: boolean;
	receivers: Receiver[];
	scenarios: Scenario[];
	/** Whether nothing may be lost. */
	isPromise: boolean;
	isShort: boolean;
}

export const PARTS: Part[] = [
	{
		name: 'queue mode',
		start: clusterWorld,
		receivers: [WAITING],
		scenarios: IN_A_CLUSTER,
		isPromise: true,
		isShort: true,
	},
	{
		name: 'queue mode, answered immediately',
		start: clusterWorld,
		receivers: [AT_ONCE, CORE],
		scenarios: LOSSY,
		isPromise: false,
		isShort: false,
	},
	{
		name: 'queue mode, Currents',
		start: clusterWorld,
		receivers: [CURRENTS_WAITING],
		scenarios: CURRENTS_IN_A_CLUSTER,
		isPromise: true,
		isShort: false,
	},
	{
		name: 'queue mode, Currents sent twice',
		start: clusterWorld,
		repeats: true,
		receivers: [EACH_ONCE_POSTGRES],
		scenarios: ONCE_IN_A_CLUSTER,
		isPromise: true,
		isShort: false,
	},
	{
		// For comparison: a repeat may reach a process that does not recognize it.
		name: 'queue mode, Currents sent twice, without the template',
		start: clusterWorld,
		repeats: true,
		receivers: [CURRENTS_WAITING],
		scenarios: COMPARED,
		isPromise: false,
		isShort: false,
	},
	{
		name: 'one process',
		start: processWorld,
		repeats: true,
		receivers: [WAITING, CURRENTS_WAITING, EACH_ONCE],
		scenarios: IN_ONE_PROCESS,
		isPromise: true,
		isShort: false,
	},
	{
		name: 'one process, with recovery',
		start: processWorld,
		recovers: true,
		repeats: true,
		receivers: [AT_ONCE, CURRENTS_AT_ONCE],
		scenarios: IN_ONE_PROCESS,
		isPromise: true,
		isShort: true,
	},
];

/** The templates that keep what failed and send it again, in one kind of n8n. */
export interface LettersPart extends Pick<Part, 'name' | 'start' | 'isShort'> {
	/** What is killed, the first time and the second. */
	victims: [string[], string[]];
}

export const LETTERS_PARTS: LettersPart[] = [
	{
		name: 'dead letters, one process',
		start: processWorld,
		victims: [['n8n'], ['n8n']],
		isShort: true,
	},
	{
		name: 'dead letters, queue mode',
		start: clusterWorld,
		victims: [
			['worker 1', 'webhook process 1'],
			['main', 'worker 2'],
		],
		isShort: false,
	},
];
