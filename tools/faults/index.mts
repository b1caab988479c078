/*
 * Sends form entries, and batches of Currents, to n8n while its parts are killed and Braze misbehaves,
 * and compares what got a 2xx with what Braze has. Fails if a promise is broken, e.g. something is lost.
 * Usage: npm run check -- faults [--quick] [--json] [--write] [--part PATTERN] [--only PATTERN]
 * [--receiver PATTERN]
 * (--part: of the kinds of n8n by name, --only: of what is done to them, --receiver: of the triggers)
 */

import { parseArgs } from 'node:util';

import { databaseCredential } from '../../packages/n8n-lab/src/cluster/postgres.mts';
import { makeTemporaryFolder } from '../../packages/n8n-lab/src/system/temporaryFolder.mts';
import { describeMachine, machineLine } from '../bench/machine.mts';
import { writeFigures } from '../bench/page.mts';
import { webhookPath } from '../n8n/nodes.mts';
import { packPackage } from '../n8n/package.mts';
import { type Braze, startBraze } from './braze.mts';
import { startConnectors } from './connectors.mts';
import { FULL as FULL_LETTERS, QUICK as QUICK_LETTERS, tryDeadLetters } from './letters/index.mts';
import { isBroken, type LettersOutcome } from './letters/outcome.mts';
import { printLetters } from './letters/print.mts';
import { LETTERS_PARTS, type LettersPart, type Part, PARTS } from './parts.mts';
import { isWrong, printParts } from './print.mts';
import { publishRecovery } from './recovery.mts';
import type { Scenario } from './scenarios.mts';
import { startSenders } from './senders.mts';
import { readTable } from './table.mts';
import { type Caller, type Outcome, tryOut } from './trial.mts';
import { whereabouts } from './whereabouts.mts';
import {
	EACH_ONCE,
	EACH_ONCE_POSTGRES,
	isEachOnce,
	isOfBraze,
	type Receiver,
	receiving,
} from './workflow.mts';
import type { World } from './worlds.mts';

const { values } = parseArgs({
	options: {
		quick: { type: 'boolean', default: false },
		json: { type: 'boolean', default: false },
		/** Whether the figures also go into docs/measurements/, on the pages of what was tried. */
		write: { type: 'boolean', default: false },
		part: { type: 'string', default: '' },
		only: { type: 'string', default: '' },
		receiver: { type: 'string', default: '' },
	},
});

/**
 * How many call, and how many `submissions` and `events` are accepted before the harm, and again after it is
 * mended. `looked` is for events that are looked up in a data table, one by one.
 */
const FULL = { senders: 40, submissions: 300, connectors: 4, events: 3_000, looked: 600 };
const QUICK = { senders: 20, submissions: 100, connectors: 2, events: 1_000, looked: 200 };
const plan = values.quick ? QUICK : FULL;

const onProgress = (line: string) => {
	console.error(line);
};

/** Starts a kind of n8n with a Braze of its own, does the work, and stops both. */
async function inWorld<T>(
	{ name, start }: Pick<Part, 'name' | 'start'>,
	packageTarball: string,
	work: (world: World, braze: Braze) => Promise<T>,
): Promise<T> {
	const braze = await startBraze();
	let world: World | undefined;
	try {
		onProgress(`n8n: ${name}`);
		world = await start({ packageTarball, onProgress }, braze);
		return await work(world, braze);
	} finally {
		await world?.stop();
		await braze.stop();
	}
}

const runPart = (part: Part, packageTarball: string): Promise<Outcome[]> =>
	inWorld(part, packageTarball, async (world, braze) => {
		const { api, url, services, database } = world;
		const { ledger } = braze;
		const credentials = {
			braze: await api.addCredential('brazeApi', 'Local Braze', {
				instance: 'custom',
				restEndpoint: ledger.url,
				apiKey: braze.apiKey,
			}),
			postgres:
				database &&
				(await api.addCredential('postgres', 'Postgres', databaseCredential(database.port))),
		};
		const recovery = part.recovers ? await publishRecovery(world) : undefined;
		const { misbehave, requests } = ledger;
		const target = { services, misbehave, requests };
		const outcomes: Outcome[] = [];
		for (const receiver of part.receivers.filter(isChosenReceiver)) {
			const workflow = receiving(receiver, credentials);
			const stored = await api.addWorkflow(workflow);
			await api.publish(stored);
			const address = `${url}/webhook/${webhookPath(workflow)}`;
			const caller = callerOf(receiver, address, { braze, world }, part);
			for (const scenario of part.scenarios.filter(isChosen)) {
				const outcome = await tryOut(scenario, caller, { target, ledger }, recovery?.run);
				onProgress(
					`  ${scenario.name}, ${receiver}: ${outcome.accepted} accepted, ` +
						`${outcome.lost.length} lost, ${outcome.left.length} left, ` +
						`${outcome.wrong.length} wrong, ` +
						`${outcome.doubled.length} doubled (${outcome.unexplained.length} unexplained), ` +
						`${outcome.seconds} s; responses ` +
						JSON.stringify(outcome.responses),
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
	});

async function runLetters(part: LettersPart, packageTarball: string): Promise<LettersOutcome> {
	const outcome = await inWorld(part, packageTarball, (world, braze) =>
		tryDeadLetters(world, braze, part.victims, values.quick ? QUICK_LETTERS : FULL_LETTERS),
	);
	onProgress(`  ${JSON.stringify(outcome)}`);
	return outcome;
}

/** Read the events that the templates *Each event once* haven't noted as done. */
const READERS: Partial<Record<Receiver, (world: World) => Promise<string[]>>> = {
	async [EACH_ONCE]({ api }) {
		const rows = await readTable<{ event: string; state: string }>(api, 'Braze events');
		return rows.filter(({ state }) => state !== 'done').map(({ event }) => event);
	},
	[EACH_ONCE_POSTGRES]: async ({ database }) =>
		(await database?.query("SELECT event FROM braze_events WHERE state <> 'done'")) ?? [],
};

function callerOf(
	receiver: Receiver,
	url: string,
	{ braze, world }: { braze: Braze; world: World },
	{ repeats = false }: Part,
): Caller {
	const { senders, submissions, connectors: count, events, looked } = plan;
	if (!isOfBraze(receiver)) {
		return { receiver, start: () => startSenders(url, senders), wanted: submissions };
	}
	const start = () => startConnectors(braze, url, { count, repeats });
	const read = READERS[receiver];
	const readLeft = read && (async () => await read(world));
	return { receiver, start, wanted: receiver === EACH_ONCE ? looked : events, readLeft };
}

const isChosenReceiver = (receiver: Receiver) => new RegExp(values.receiver).test(receiver);

const isChosenPart = ({ name, isShort }: Pick<Part, 'name' | 'isShort'>) =>
	(!values.quick || isShort) && new RegExp(values.part).test(name);

/** What `--only` has to match. */
const LETTERS = { name: 'dead letters', isShort: true };

const isChosen = ({ name, isShort }: Pick<Scenario, 'name' | 'isShort'>) =>
	(!values.quick || isShort === true) && new RegExp(values.only).test(name);

async function main() {
	const machine = describeMachine();
	const { folder, remove } = makeTemporaryFolder('faults-');
	const results: Array<Part & { outcomes: Outcome[] }> = [];
	const letters: Array<{ name: string; outcome: LettersOutcome }> = [];
	try {
		const tarball = await packPackage(folder);
		for (const part of PARTS.filter(isChosenPart)) {
			if (!part.scenarios.some(isChosen) || !part.receivers.some(isChosenReceiver)) continue;
			results.push({ ...part, outcomes: await runPart(part, tarball) });
		}
		for (const part of LETTERS_PARTS.filter(isChosenPart)) {
			if (!isChosen(LETTERS) || values.receiver !== '') continue;
			letters.push({ name: part.name, outcome: await runLetters(part, tarball) });
		}
	} finally {
		remove();
	}
	if (values.json) {
		const shown = results.map(({ name, isPromise, outcomes }) => ({ name, isPromise, outcomes }));
		console.log(JSON.stringify({ machine, plan, results: shown, letters }));
	} else {
		const line = machineLine(machine);
		const pages = [
			['faults', printParts(results, (receiver) => !isEachOnce(receiver))] as const,
			['each-event-once', printParts(results, isEachOnce)] as const,
			['dead-letters', letters.length > 0 ? [printLetters(letters)] : []] as const,
		];
		for (const [page, figures] of pages.filter(([, { length }]) => length > 0)) {
			const measured = [line, ...figures].join('\n\n');
			console.log(measured);
			if (values.write) writeFigures(page, measured);
		}
	}
	const isLost = results.some(({ isPromise, outcomes }) => isPromise && outcomes.some(isWrong));
	const isNothing = results.length + letters.length === 0;
	process.exitCode =
		isNothing || isLost || letters.some(({ outcome }) => isBroken(outcome)) ? 1 : 0;
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
