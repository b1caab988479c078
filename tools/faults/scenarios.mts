import { setTimeout as sleep } from 'node:timers/promises';

import type { Service } from '../../packages/n8n-lab/src/cluster/service.mts';
import { LATE_MS, type Misbehaviour } from './ledger.mts';

/** What can be harmed. */
export interface Target {
	services: Service[];
	misbehave: (how: Misbehaviour) => Promise<void>;
	/** How often Braze has been called so far. */
	requests: () => number;
}

export interface Scenario {
	name: string;
	/** Whether the short form has it. */
	isShort?: boolean;
	/** Does harm while submissions come, and mends it again. */
	harm: (target: Target) => Promise<void>;
}

/** How long something is away. */
const AWAY_MS = 2_000;
const MISBEHAVING_MS = 6_000;
const BETWEEN_MS = 4_000;
const MOST_MS = 60_000;

function find({ services }: Target, name: string): Service {
	const service = services.find((candidate) => candidate.name === name);
	if (!service) throw new Error(`There is no ${name} here.`);
	return service;
}

const killed = (name: string, isShort = false): Scenario => ({
	name: `SIGKILL: ${name}`,
	isShort,
	async harm(target) {
		const service = find(target, name);
		await service.kill();
		await sleep(AWAY_MS);
		await service.start();
	},
});

/** Waits until a Braze that is late has a call that it hasn't responded to. */
async function untilCalled({ requests }: Target) {
	const end = Date.now() + MOST_MS;
	const before = requests();
	while (requests() === before && Date.now() < end) await sleep(20);
	await sleep(LATE_MS / 3);
}

/** Kills something that has sent to Braze and has no response yet: while Braze is late, much is in that state. */
const killedInBetween = (name: string): Scenario => ({
	name: `SIGKILL: ${name}, with a Braze that responds after ${LATE_MS / 1000} s`,
	async harm(target) {
		await target.misbehave('late');
		await sleep(2 * LATE_MS);
		await untilCalled(target);
		await killed(name).harm(target);
		await target.misbehave('none');
	},
});

/** Again and again, with load in between. */
const killedOften = (name: string, times: number): Scenario => ({
	name: `SIGKILL: ${name}, ${times} times`,
	async harm(target) {
		for (let time = 1; time <= times; time++) {
			await killed(name).harm(target);
			await sleep(BETWEEN_MS);
		}
	},
});

const terminated = (name: string): Scenario => ({
	name: `SIGTERM: ${name}`,
	async harm(target) {
		const service = find(target, name);
		// (Postgres waits for its clients to disconnect, unless it gets a SIGINT.)
		await service.stop(name === 'Postgres' ? 'SIGINT' : 'SIGTERM');
		await service.start();
	},
});

const misbehaving = (how: Misbehaviour, isShort = false): Scenario => ({
	name: `Braze: ${how}`,
	isShort,
	async harm({ misbehave }) {
		await misbehave(how);
		await sleep(MISBEHAVING_MS);
		await misbehave('none');
	},
});

const BRAZE = [
	misbehaving('rate limited'),
	misbehaving('broken'),
	misbehaving('slow'),
	misbehaving('cut before'),
	misbehaving('cut after', true),
];

/** Without harm, to compare the others with. */
const CALM: Scenario = { name: 'nothing', harm: () => sleep(AWAY_MS) };

export const IN_A_CLUSTER: Scenario[] = [
	CALM,
	killed('worker 1', true),
	killedInBetween('worker 1'),
	killed('webhook process 1', true),
	killed('main'),
	killed('Redis', true),
	killed('Postgres'),
	killed('local Braze'),
	terminated('worker 2'),
	terminated('webhook process 2'),
	terminated('main'),
	terminated('Redis'),
	terminated('Postgres'),
	terminated('local Braze'),
	...BRAZE,
];

/** What a trigger that responds immediately is put through, and the core Webhook. */
export const LOSSY: Scenario[] = [
	CALM,
	killed('worker 1'),
	killed('webhook process 1'),
	killed('Redis'),
];

export const IN_ONE_PROCESS: Scenario[] = [
	CALM,
	killed('n8n', true),
	killedInBetween('n8n'),
	killedOften('n8n', 4),
	terminated('n8n'),
];

/** What is killed while Currents sends to a cluster. */
export const CURRENTS_IN_A_CLUSTER: Scenario[] = [
	CALM,
	killed('worker 1'),
	killed('webhook process 1'),
	killed('main'),
	killed('Redis'),
	killed('Postgres'),
];

/** What is killed under the template that acts on each event once. */
export const ONCE_IN_A_CLUSTER: Scenario[] = [
	...CURRENTS_IN_A_CLUSTER,
	killedInBetween('worker 1'),
	// So that what has been done cannot be noted.
	killedInBetween('Postgres'),
	terminated('worker 2'),
];

/** The same without the template. */
export const COMPARED: Scenario[] = [CALM, killedInBetween('worker 1')];
