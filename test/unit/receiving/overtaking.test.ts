import {
	array,
	assert,
	asyncProperty,
	boolean,
	constantFrom,
	integer,
	nat,
	oneof,
	record,
} from 'fast-check';
import type { Decision } from '../../../nodes/receiving/call';
import type { ResponseMode } from '../../../nodes/receiving/responseMode';
import { idle } from '../../support/idle.mts';
import { receiverOf, started } from './support/calls';
import { FakeClock } from './support/clock';

/**
 * What impatient people and n8n may do, in any order. Each person's sender has one call at a time: it
 * hangs up when it likes, and sends what was not accepted again, or something newer.
 */
type Step =
	| { person: number; newer: boolean }
	| { hangUp: number }
	| { wait: number }
	| { answer: number; accepted: boolean };

const person = integer({ min: 0, max: 1 });
const step = oneof(
	{ weight: 5, arbitrary: record({ person, newer: boolean() }) },
	{ weight: 5, arbitrary: record({ hangUp: person }) },
	{ weight: 2, arbitrary: record({ wait: constantFrom(1, 249, 250, 1_000, 60_000) }) },
	{ weight: 2, arbitrary: record({ answer: nat(), accepted: boolean() }) },
);

interface Scene {
	responseMode: ResponseMode;
	isGrouped: boolean;
	/** Whether n8n learns that a caller has hung up: a proxy may keep it to itself. */
	isSeen: boolean;
}

const scene = record<Scene>({
	responseMode: constantFrom('onReceived', 'lastNode'),
	isGrouped: boolean(),
	isSeen: boolean(),
});

interface OneCall {
	version: number;
	isGone: boolean;
}

/** What a person has sent so far. */
class Sender {
	version = 0;

	isAccepted = true;

	/** The version that went to n8n last. */
	handedOver = 0;

	call?: OneCall;
}

class World {
	readonly clock = new FakeClock();

	readonly senders = [new Sender(), new Sender()];

	readonly waiting: Array<(isAccepted: boolean) => void> = [];

	readonly failures: unknown[] = [];

	handedOver = 0;

	leftOut = 0;

	private readonly receive = receiverOf(this.clock);

	constructor(private readonly scene: Scene) {}

	send(who: number, newer: boolean): void {
		const sender = this.senders[who];
		if (sender.call) return;
		if (sender.isAccepted || newer) sender.version++;
		sender.isAccepted = false;
		const call: OneCall = { version: sender.version, isGone: false };
		sender.call = call;
		const { isSeen, isGrouped, responseMode } = this.scene;
		const settings = {
			responseMode,
			ignoreDuplicatesFor: 5 * 60_000,
			group: isGrouped ? { maxSubmissions: 3, maxWait: 250 } : undefined,
		};
		const body = { id: `${who}-${call.version}`, who, version: call.version };
		void this.receive(body, settings, { isGone: () => isSeen && call.isGone })
			.then((decision) => this.decided(who, call, decision))
			.catch((error: unknown) => this.failures.push(error));
	}

	hangUp(who: number): void {
		const sender = this.senders[who];
		if (sender.call) sender.call.isGone = true;
		sender.call = undefined;
	}

	answer(which: number, isAccepted: boolean): void {
		const [confirm] = this.waiting.splice(which % Math.max(this.waiting.length, 1), 1);
		confirm?.(isAccepted);
	}

	private decided(who: number, call: OneCall, decision: Decision): void {
		if (!('items' in decision)) {
			if (call.isGone && decision.response.status === 503) this.leftOut++;
			this.answered(who, call, decision.response.status === 200);
			return;
		}
		for (const { json } of decision.items) this.check(json as { who: number; version: number });
		const { confirm } = started(decision);
		this.waiting.push((isAccepted) => {
			confirm(isAccepted);
			this.answered(who, call, isAccepted);
		});
	}

	private answered(who: number, call: OneCall, isAccepted: boolean): void {
		const sender = this.senders[who];
		// (Who has hung up does not hear it.)
		if (sender.call !== call) return;
		sender.call = undefined;
		sender.isAccepted = isAccepted;
	}

	/** Nothing goes to n8n after something newer of the same person went there, or was sent. */
	private check({ who, version }: { who: number; version: number }): void {
		const sender = this.senders[who];
		this.handedOver++;
		expect(version).toBeGreaterThanOrEqual(sender.handedOver);
		if (this.scene.isSeen || !this.scene.isGrouped) expect(version).toBe(sender.version);
		sender.handedOver = version;
	}
}

it('nothing old goes to n8n after something newer of the same sender, however impatient it is', async () => {
	let handedOver = 0;
	let leftOut = 0;
	await assert(
		asyncProperty(
			scene,
			array(step, { minLength: 40, maxLength: 80 }),
			async (one, steps: Step[]) => {
				const world = new World(one);
				for (const what of steps) {
					if ('person' in what) world.send(what.person, what.newer);
					else if ('hangUp' in what) world.hangUp(what.hangUp);
					else if ('wait' in what) await world.clock.advance(what.wait);
					else world.answer(what.answer, what.accepted);
					await idle();
					expect(world.failures).toEqual([]);
				}
				handedOver += world.handedOver;
				leftOut += world.leftOut;
			},
		),
		{ seed: 20261124, numRuns: 500 },
	);
	// The steps have reached what they are about.
	expect(handedOver).toBeGreaterThan(1_000);
	expect(leftOut).toBeGreaterThan(50);
});
