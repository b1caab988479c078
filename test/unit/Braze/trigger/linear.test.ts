import { compareSteps } from '../../../support/steps.mts';

import { BRAZE, brazeIntake } from '../../../../nodes/Braze/trigger/intake';
import type { Settings } from '../../../../nodes/Braze/trigger/settings';
import type { Call } from '../../../../nodes/receiving/call';
import { Receiver } from '../../../../nodes/receiving/receiver';
import { click } from './support/samples';

const BATCH = 100;
const MINUTE = 60_000;
const now = { now: () => 0, sleep: async () => await Promise.resolve() };

const settings: Settings = {
	filters: {
		sources: new Set(['currents']),
		events: new Set([click.event_type]),
		campaignIds: new Set(['c-1']),
		canvasIds: new Set(),
		ignoreBotClicks: true,
		ignoreMachineOpens: true,
	},
	responseMode: 'onReceived',
	output: 'flat',
	ignoreDuplicatesFor: 60 * MINUTE,
};

const callWith = (value: unknown): Call => ({
	node: 'workflow/node',
	isTest: false,
	headers: { 'braze-currents-version': '1' },
	query: {},
	isGone: () => false,
	readBody: async () => await Promise.resolve({ value, bytes: 50_000 }),
	readSecret: async () => await Promise.resolve({}),
	log: () => {},
});

/** Sends this many events in batches, every batch twice. @returns how many items came of them */
async function flood(count: number): Promise<number> {
	const receiver = new Receiver(BRAZE, now);
	let items = 0;
	for (let first = 0; first < count; first += BATCH) {
		const events = Array.from({ length: BATCH }, (_, index) => ({
			...click,
			id: `id-${first + index}`,
		}));
		for (const call of [callWith({ events }), callWith({ events })]) {
			const decision = await receiver.receive(call, settings, brazeIntake(settings, call));
			if (!('items' in decision)) continue;
			items += decision.items.length;
			decision.respondTo({ status: 200, isEmpty: true });
		}
	}
	return items;
}

/** (A little more for what a map does as it grows.) */
const MOST = 2.2;

it('twice as many events take twice as many steps, up to 100,000', async () => {
	const [half, all] = [50_000, 100_000].map((count) => async () => {
		expect(await flood(count)).toBe(count);
	});
	const { steps, ratio } = await compareSteps(half, all, MOST);
	expect(steps).toBeGreaterThan(50_000);
	expect(ratio).toBeLessThan(MOST);
});
