/*
 * One run of Track User in n8n-core's own execution context, in a process of its own that has been
 * warmed up with a run of one item.
 */

import { runNode } from '../../../test/support/runNode.mts';
import { Braze, BrazeApi } from '../builtNode.mts';
import { answerParent } from '../child.mts';
import { makeItems } from '../items.mts';
import { trackUser } from '../track/workflows.mts';

/** A run, and where it is sent. */
export interface Job {
	url: string;
	apiKey: string;
	items: number;
	/** Whether each item has an event as well, whose count is read first if it is verified. */
	hasEvent: boolean;
	/** Whether *Verify in Braze* is on. */
	isVerified: boolean;
}

export interface Measured {
	milliseconds: number;
	/** Items by their status. */
	statuses: Record<string, number>;
}

const EVENT = {
	event: [{ name: { __rl: true, mode: 'name', value: 'entered' }, sendIf: true, time: '' }],
};

answerParent(async (input): Promise<Measured> => {
	const { url, apiKey, items: count, hasEvent, isVerified } = input as Job;
	const parameters = {
		...trackUser({ id: '1', name: 'Braze' }).parameters,
		...(hasEvent && { events: EVENT }),
		options: isVerified ? { verifyWithin: 60 } : {},
	};
	const setup = {
		node: new Braze(),
		credentialType: new BrazeApi(),
		credentials: { instance: 'custom', restEndpoint: url, apiKey },
		parameters,
		continueOnFail: true,
	};
	await runNode({ ...setup, items: makeItems(1) });
	const items = makeItems(count);
	let started = 0;
	const inspect = () => {
		started = performance.now();
	};
	const [output] = await runNode({ ...setup, items, inspect });
	const milliseconds = performance.now() - started;
	const statuses: Record<string, number> = {};
	for (const { json } of output) {
		const status = (json.braze as { status: string }).status;
		statuses[status] = (statuses[status] ?? 0) + 1;
	}
	return { milliseconds, statuses };
});
