import type { IDataObject } from 'n8n-workflow';
import type { Call, Decision } from '../../../../nodes/Komo/receive';
import type { Settings } from '../../../../nodes/Komo/settings';

/** Settings that let everything through at once, but for what is given. */
export const settingsWith = (some: Partial<Settings> = {}): Settings => ({
	filters: { events: ['*'], otherEvents: [], siteIds: [], cardIds: [], cardTypes: [] },
	responseMode: 'onReceived',
	output: 'raw',
	ignoreDuplicatesFor: 0,
	...some,
});

/** A call with a body of 100 bytes on the production URL, but for what is given. */
export const callWith = (value: unknown, some: Partial<Call> = {}): Call => ({
	node: 'workflow/node',
	isTest: false,
	headers: {},
	query: {},
	readBody: async () => ({ value, bytes: 100 }),
	readSecret: async () => await Promise.reject(new Error('Nobody asked for a secret.')),
	...some,
});

/**
 * The bodies that a call hands to n8n, and n8n's answer to it; or a failed test. `confirm` has n8n
 * answer, with success or not, and returns what is answered.
 */
export function started(decision: Decision) {
	if (!('items' in decision)) throw new Error(`Nothing was started: ${JSON.stringify(decision)}`);
	const { items, answerTo } = decision;
	const confirm = (isSuccess: boolean) =>
		answerTo({ status: isSuccess ? 200 : 500, isEmpty: isSuccess });
	return { bodies: items.map(({ json }): IDataObject => json), answerTo, confirm };
}

/** The answer of a call that starts nothing; or a failed test. */
export function answered(decision: Decision) {
	if ('items' in decision) throw new Error('An execution was started.');
	return decision.answer;
}
