/*
 * Sends form entries to n8n while its parts are killed and Braze misbehaves, and compares what was
 * answered 2xx with what Braze has. Fails if something that was promised is lost.
 * Usage: npm run check -- faults [--quick] [--json] [--write] [--part PATTERN] [--only PATTERN]
 * (--part: of the kinds of n8n by name, --only: of what is done to them)
 */

import { parseArgs } from 'node:util';

import { describeMachine, machineLine } from '../bench/machine.mts';
import { writeFigures } from '../bench/page.mts';
import { webhookPath } from '../n8n/nodes.mts';
import { packPackage } from '../n8n/package.mts';
import { makeTemporaryFolder } from '../setup/temporaryFolder.mts';
import { type Braze, startBraze } from './braze.mts';
import { isWrong, printOutcomes } from './print.mts';
import { publishRecovery } from './recovery.mts';
import { IN_A_CLUSTER, IN_ONE_PROCESS, LOSSY, type Scenario } from './scenarios.mts';
import { type Outcome, type Plan, tryOut } from './trial.mts';
import { whereabouts } from './whereabouts.mts';
import { type Receiver, receiving } from './workflow.mts';
import { clusterWorld, processWorld, type World, type WorldOptions } from './worlds.mts';

const { values } = parseArgs({
	options: {
		quick: { type: 'boolean', default: false },
		json: { type: 'boolean', default: false },
		/** Whether the figures also go into docs/measurements/faults.md. */
		write: { type: 'boolean', default: false },
		part: { type: 'string', default: '' },
		only: { type: 'string', default: '' },
	},
});

const FULL: Plan = { senders: 40, submissions: 300 };
const QUICK: Plan = { senders: 20, submissions: 100 };
const plan = values.quick ? QUICK : FULL;

const WAITING: Receiver = 'Komo Trigger, lastNode';
const AT_ONCE: Receiver = 'Komo Trigger, onReceived';
const CORE: Receiver = 'core Webhook';

const onProgress = (line: string) => {
	console.error(line);
};

/** What one kind of n8n is put through. */
interface Part {
	name: string;
	start: (options: WorldOptions, braze: Braze) => Promise<World>;
	/** Whether what crashed is run again, by the template recover.json. */
	recovers?: boolean;
	receivers: Receiver[];
	scenarios: Scenario[];
	/** Whether nothing may be lost. */
	isPromise: boolean;
	isShort: boolean;
}

const PARTS: Part[] = [
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
		name: 'one process',
		start: processWorld,
		receivers: [WAITING],
		scenarios: IN_ONE_PROCESS,
		isPromise: true,
		isShort: false,
	},
	{
		name: 'one process, with recovery',
		start: processWorld,
		recovers: true,
		receivers: [AT_ONCE],
		scenarios: IN_ONE_PROCESS,
		isPromise: true,
		isShort: true,
	},
];

async function runPart(part: Part, packageTarball: string): Promise<Outcome[]> {
	const braze = await startBraze();
	const { ledger } = braze;
	let world: World | undefined;
	try {
		onProgress(`n8n: ${part.name}`);
		world = await part.start({ packageTarball, onProgress }, braze);
		const { api, url, services } = world;
		const credential = await api.addCredential('brazeApi', 'Local Braze', {
			instance: 'custom',
			restEndpoint: ledger.url,
			apiKey: braze.apiKey,
		});
		const recovery = part.recovers ? await publishRecovery(world) : undefined;
		const target = { services, misbehave: ledger.misbehave };
		const outcomes: Outcome[] = [];
		for (const receiver of part.receivers) {
			const workflow = receiving(receiver, credential);
			const stored = await api.addWorkflow(workflow);
			await api.publish(stored);
			const address = { url: `${url}/webhook/${webhookPath(workflow)}`, receiver };
			for (const scenario of part.scenarios.filter(isChosen)) {
				const setting = { target, ledger, plan };
				const outcome = await tryOut(scenario, address, setting, recovery?.run);
				onProgress(
					`  ${scenario.name}, ${receiver}: ${outcome.accepted} accepted, ` +
						`${outcome.lost.length} lost, ${outcome.wrong.length} wrong, ` +
						`${outcome.doubled.length} doubled, ${outcome.seconds} s; answers ` +
						JSON.stringify(outcome.answers),
				);
				if (outcome.lost.length > 0) {
					const where = await whereabouts(api, stored.id, outcome.lost);
					onProgress(
						`    the lost ones, by the status of their executions: ${JSON.stringify(where)}`,
					);
				}
				outcomes.push(outcome);
			}
		}
		return outcomes;
	} finally {
		await world?.stop();
		await braze.stop();
	}
}

const isChosen = ({ name, isShort }: Scenario) =>
	(!values.quick || isShort === true) && new RegExp(values.only).test(name);

async function main() {
	const machine = describeMachine();
	const { folder, remove } = makeTemporaryFolder('faults-');
	const results: Array<Part & { outcomes: Outcome[] }> = [];
	try {
		const tarball = await packPackage(folder);
		for (const part of PARTS) {
			if (values.quick && !part.isShort) continue;
			if (!new RegExp(values.part).test(part.name) || !part.scenarios.some(isChosen)) continue;
			results.push({ ...part, outcomes: await runPart(part, tarball) });
		}
	} finally {
		remove();
	}
	if (values.json) {
		const shown = results.map(({ name, isPromise, outcomes }) => ({ name, isPromise, outcomes }));
		console.log(JSON.stringify({ machine, plan, results: shown }));
	} else {
		const parts = results.map(({ name, outcomes }) => `n8n: ${name}\n\n${printOutcomes(outcomes)}`);
		const measured = [machineLine(machine), ...parts].join('\n\n');
		console.log(measured);
		if (values.write) writeFigures('faults', measured);
	}
	const isBroken = results.some(({ isPromise, outcomes }) => isPromise && outcomes.some(isWrong));
	process.exitCode = results.length === 0 || isBroken ? 1 : 0;
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
