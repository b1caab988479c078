import type { IDataObject } from 'n8n-workflow';
import type { Call, Decision, Intake } from '../../../../nodes/receiving/call';
import type { Clock } from '../../../../nodes/receiving/clock';
import { readEntries } from '../../../../nodes/receiving/entries';
import { Receiver, type TriggerKind } from '../../../../nodes/receiving/receiver';
import type { ReceivingSettings } from '../../../../nodes/receiving/settings';

/** A sender of its own: neither Komo nor Braze. */
export const KIND: TriggerKind<IDataObject> = {
	identityOf: ({ id }) => (id === undefined ? undefined : String(id)),
	defaultHeader: 'X-Test-Secret',
	noun: 'submissions',
	dropsRefused: (headers) => headers['x-drops'] !== undefined,
};

/**
 * Its bodies: a list of objects, or one; other entries are refused, `skip` says why one is ignored, and
 * an empty body holds nothing by intention. A list without any object is refused, unless it begins
 * with 0.
 */
const intake: Intake<IDataObject> = {
	sort(body) {
		if (body === undefined) return { nothing: 'Nothing was sent.' };
		const entries = [body].flat();
		const { objects, ...rejections } = readEntries(entries)!;
		if (objects.length === 0 && entries[0] !== 0) {
			return { status: 400, error: 'No object.', rejections };
		}
		const ignored = objects
			.filter(({ skip }) => skip !== undefined)
			.map((submission) => ({ submission, reason: String(submission.skip) }));
		return { wanted: objects.filter(({ skip }) => skip === undefined), ignored, rejections };
	},
	toJson: (submission) => submission,
};

/** Settings that let everything through at once, but for what is given. */
const settingsWith = (some: Partial<ReceivingSettings> = {}): ReceivingSettings => ({
	responseMode: 'onReceived',
	ignoreDuplicatesFor: 0,
	...some,
});

/** A call with a body of 100 bytes on the production URL, but for what is given. */
const callWith = (value: unknown, some: Partial<Call> = {}): Call => ({
	node: 'workflow/node',
	isTest: false,
	headers: {},
	query: {},
	isGone: () => false,
	readBody: async () => ({ value, bytes: 100 }),
	readSecret: async () => await Promise.reject(new Error('Nobody asked for a secret.')),
	log: () => {},
	...some,
});

/** A receiver of that sender's calls: each is given by its body, and what differs from the usual. */
export function receiverOf(clock: Clock, kind = KIND) {
	const receiver = new Receiver(kind, clock);
	return async (body: unknown, settings?: Partial<ReceivingSettings>, call?: Partial<Call>) =>
		await receiver.receive(callWith(body, call), settingsWith(settings), intake);
}

/**
 * The bodies that a call hands to n8n, and n8n's answer to it; or a failed test. `confirm` has n8n
 * answer, with success or not, and returns what is answered.
 */
export function started(decision: Decision) {
	if (!('items' in decision)) throw new Error(`Nothing was started: ${JSON.stringify(decision)}`);
	const { items, respondTo, note } = decision;
	const confirm = (isSuccess: boolean) =>
		respondTo({ status: isSuccess ? 200 : 500, isEmpty: isSuccess });
	return { bodies: items.map(({ json }): IDataObject => json), respondTo, confirm, note };
}

/** The response of a call that starts nothing; or a failed test. */
export function answered(decision: Decision) {
	if ('items' in decision) throw new Error('An execution was started.');
	return decision.response;
}
