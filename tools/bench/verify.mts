/*
 * What Verify in Braze adds in time and requests. Everything is sent to a local Braze that takes as
 * long as a real one to respond, and keeps its documented rate limits.
 * Usage: npm run bench -- verify [--json] [--quick] [--write]
 */

import path from 'node:path';

import { SandboxClient, startSandbox } from '../../packages/braze-sandbox/src/index.mts';
import { ensureN8n } from '../n8n/start.mts';
import { runChild } from './child.mts';
import { describeMachine, type Machine, machineLine } from './machine.mts';
import { type Measure, runBenchmark } from './options.mts';
import { figure, type Sample, summarise, withSpread } from './statistics.mts';
import { table } from './table.mts';
import type { Job, Measured } from './verify/context.mts';

/** Milliseconds until Braze responds. */
const BRAZE_TAKES = 100;

const SIZES = [1, 75, 10_000];
const RUNS = 3;

/** A run without and with Verify in Braze. */
interface Compared {
	items: number;
	hasEvent: boolean;
	without: Cost;
	withIt: Cost;
}

interface Cost {
	requests: number;
	milliseconds: Sample;
}

interface VerifyReport {
	machine: Machine;
	runs: number;
	compared: Compared[];
}

const measure: Measure<VerifyReport> = async ({ quick }, onProgress) => {
	const machine = describeMachine();
	const { node } = await ensureN8n(onProgress);
	const braze = await startSandbox();
	const client = new SandboxClient(braze);
	const runs = quick ? 1 : RUNS;
	const cost = async (items: number, hasEvent: boolean, isVerified: boolean): Promise<Cost> => {
		const times: number[] = [];
		let requests = 0;
		for (let run = 0; run < runs; run++) {
			await client.reset();
			await client.workspace({ settings: { endpointLimits: true } });
			await client.faults([{ delayMs: BRAZE_TAKES }]);
			const job: Job = { url: braze.url, apiKey: braze.apiKey, items, hasEvent, isVerified };
			const file = path.join(import.meta.dirname, 'verify', 'context.mts');
			const before = await count(client);
			const { milliseconds, statuses } = (await runChild(node, file, {
				input: { ...job },
			})) as Measured;
			const expected = isVerified ? 'applied' : 'accepted';
			if (statuses[expected] !== items) {
				throw new Error(`Not all ${items} items were ${expected}: ${JSON.stringify(statuses)}`);
			}
			times.push(milliseconds);
			requests = (await count(client)) - before - warmUpRequests(job);
		}
		return { requests, milliseconds: summarise(times) };
	};
	try {
		const compared: Compared[] = [];
		for (const items of quick ? [1, 75, 1_000] : SIZES) {
			for (const hasEvent of [false, true]) {
				onProgress(`${items} items${hasEvent ? ' with an event' : ''}`);
				const without = await cost(items, hasEvent, false);
				compared.push({ items, hasEvent, without, withIt: await cost(items, hasEvent, true) });
			}
		}
		return { machine, runs, compared };
	} finally {
		await braze.close();
	}
};

/** Counts the requests that Braze has had so far. */
async function count(client: SandboxClient): Promise<number> {
	const { data } = (await client.get('/_sandbox/state')) as {
		data: { requests: { total: number } };
	};
	return data.requests.total;
}

/** Requests for the one item that each process sends first: its own, a read after it, and one before it. */
function warmUpRequests({ isVerified, hasEvent }: Job): number {
	return 1 + (isVerified ? 1 + (hasEvent ? 1 : 0) : 0);
}

function print({ machine, runs, compared }: VerifyReport): string {
	const rows = compared.map(({ items, hasEvent, without, withIt }) => [
		`${figure(items)}${hasEvent ? ', each with an event' : ''}`,
		withSpread(without.milliseconds),
		withSpread(withIt.milliseconds),
		figure(withIt.milliseconds.median - without.milliseconds.median),
		figure(without.requests),
		figure(withIt.requests),
		figure(withIt.requests - without.requests),
	]);
	const head = ['Items', 'ms without', 'ms with', 'added', 'Requests without', 'with', 'added'];
	return [
		machineLine(machine),
		`Median (least–most) of ${runs} runs. Braze responds after ${BRAZE_TAKES} ms.`,
		'',
		table(head, rows),
	].join('\n');
}

runBenchmark(measure, print);
