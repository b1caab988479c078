import {
	assert,
	asyncProperty,
	array,
	boolean,
	constantFrom,
	integer,
	nat,
	oneof,
	record,
	uniqueArray,
} from 'fast-check';
import type { Decision } from '../../../nodes/receiving/call';
import type { ResponseMode } from '../../../nodes/receiving/responseMode';
import { receiverOf, started } from './support/calls';
import { FakeClock } from './support/clock';
import { idle } from '../../support/idle.mts';

/**
 * What may happen between a sender and n8n, in any order: submissions come, alone or in lists, for the
 * first time or again; time passes; n8n answers one of the executions it was handed, whenever it likes.
 */
type Step =
	{ send: number[]; grouped: boolean } | { wait: number } | { answer: number; stored: boolean };

const step = oneof(
	{
		weight: 5,
		arbitrary: record({
			send: uniqueArray(integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 3 }),
			grouped: boolean(),
		}),
	},
	{ weight: 2, arbitrary: record({ wait: constantFrom(1, 100, 250, 1_000, 59_999, 60_000) }) },
	{ weight: 3, arbitrary: record({ answer: nat(), stored: boolean() }) },
);

/** Stored, or the workflow has succeeded: whichever is waited for. */
const mode = constantFrom<ResponseMode[]>('onReceived', 'lastNode');

const REMEMBERED = 5 * 60_000;
const group = { maxSubmissions: 4, maxWait: 250 };
const body = (id: number) => ({ id });

interface Execution {
	ids: number[];
	/** Missing until n8n has answered. */
	stored?: boolean;
	storedAt?: number;
	confirm: (stored: boolean) => void;
}

/** A sender and n8n on both sides of a receiver. */
class World {
	readonly clock = new FakeClock();

	readonly executions: Execution[] = [];

	/** Calls that have been answered neither by the trigger nor by n8n. */
	open = 0;

	/** Calls that got a 2xx from the trigger itself. */
	acknowledged = 0;

	/** What went against a law. */
	readonly failures: unknown[] = [];

	private readonly receive = receiverOf(this.clock);

	constructor(private readonly responseMode: ResponseMode) {}

	send(ids: number[], grouped: boolean): void {
		this.open++;
		const settings = {
			responseMode: this.responseMode,
			ignoreDuplicatesFor: REMEMBERED,
			group: grouped ? group : undefined,
		};
		void this.receive(ids.map(body), settings)
			.then((decision) => this.check(ids, decision))
			.catch((error: unknown) => this.failures.push(error))
			.finally(() => this.open--);
	}

	/** n8n answers one of those it has not answered yet. */
	answer(which: number, stored: boolean): void {
		const waiting = this.executions.filter((execution) => execution.stored === undefined);
		if (waiting.length === 0) return;
		const execution = waiting[which % waiting.length];
		execution.stored = stored;
		if (stored) execution.storedAt = this.clock.now();
		execution.confirm(stored);
	}

	isStored(id: number): boolean {
		return this.executions.some(({ ids, stored }) => stored === true && ids.includes(id));
	}

	private check(sent: number[], decision: Decision): void {
		if ('items' in decision) {
			const ids = decision.items.map(({ json }) => json.id as number);
			expect(new Set(ids).size).toBe(ids.length);
			for (const id of ids) this.checkFree(id);
			this.executions.push({ ids, confirm: started(decision).confirm });
			return;
		}
		const { response: answer } = decision;
		expect(this.responseMode === 'lastNode' ? [200, 500, 503] : [200, 503]).toContain(
			answer.status,
		);
		if (answer.status !== 200) return;
		this.acknowledged++;
		for (const id of sent) expect([id, this.isStored(id)]).toEqual([id, true]);
	}

	/** No submission goes to n8n while an earlier hand-over is stored or its fate unknown. */
	private checkFree(id: number): void {
		for (const { ids, stored, storedAt } of this.executions) {
			if (!ids.includes(id) || stored === false) continue;
			expect(stored).toBe(true);
			expect(this.clock.now()).toBeGreaterThanOrEqual((storedAt ?? 0) + REMEMBERED);
		}
	}
}

it('nothing is handed over twice, nothing refused is acknowledged, and everyone is answered', async () => {
	let acknowledged = 0;
	let stored = 0;
	await assert(
		asyncProperty(
			mode,
			array(step, { minLength: 20, maxLength: 60 }),
			async (mode, steps: Step[]) => {
				const world = new World(mode);
				for (const what of steps) {
					if ('send' in what) world.send(what.send, what.grouped);
					else if ('wait' in what) await world.clock.advance(what.wait);
					else world.answer(what.answer, what.stored);
					await idle();
					expect(world.failures).toEqual([]);
				}
				stored += world.executions.filter((execution) => execution.stored).length;
				// In the end n8n has answered everything; then nobody waits, and what was refused is new.
				for (let round = 0; round < 100 && (round === 0 || world.open > 0); round++) {
					await world.clock.advance(group.maxWait);
					while (world.executions.some((execution) => execution.stored === undefined)) {
						world.answer(0, false);
						await idle();
					}
				}
				expect(world.open).toBe(0);
				expect(world.clock.sleeping).toBe(0);
				for (const id of [0, 1, 2, 3, 4, 5]) {
					world.send([id], false);
					await idle();
					world.answer(0, true);
					expect([id, world.isStored(id)]).toEqual([id, true]);
				}
				expect(world.failures).toEqual([]);
				acknowledged += world.acknowledged;
			},
		),
		{ seed: 20261124, numRuns: 200 },
	);
	// The steps have reached what they are about.
	expect(acknowledged).toBeGreaterThan(200);
	expect(stored).toBeGreaterThan(200);
});
