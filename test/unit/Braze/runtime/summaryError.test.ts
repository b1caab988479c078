import { type INode, NodeApiError, NodeOperationError } from 'n8n-workflow';

import type { ItemResult } from '../../../../nodes/Braze/runtime/itemResult';
import { type Ending, summaryError } from '../../../../nodes/Braze/runtime/summaryError';

const NODE = { id: '1', name: 'Braze', type: 'braze', typeVersion: 1 } as INode;

const SECRET = 'joe@bloggs';
const ok: ItemResult = { json: { status: 'accepted' }, errors: [] };
const skipped: ItemResult = { json: { status: 'skipped' }, errors: [] };
const failed = (status: string, more: Partial<ItemResult> = {}): ItemResult => ({
	json: { status },
	errors: [`Email is not an email address. Value: "${SECRET}".`],
	...more,
});
const invalid = failed('rejected', { unsent: true });
const refused = failed('rejected');
const partly = failed('partial');
const unknown = failed('partial', { isUnknown: true });

const errorOf = (results: ItemResult[], ending: Partial<Ending> = {}) =>
	summaryError(NODE, results, { writes: true, ...ending });

it.each<[string, ItemResult[], Partial<Ending>]>([
	['The item was not sent', [invalid], {}],
	['Braze did not accept the item', [refused], {}],
	['Braze accepted only a part of the item', [partly], {}],
	['It is unknown whether Braze accepted the item', [unknown], {}],
	['The item failed', [refused], { writes: false }],
	['None of the 2 items was sent', [invalid, invalid], {}],
	['None of the 2 items succeeded', [invalid, refused], {}],
	['3 of 5 items are in Braze; 2 were not sent', [ok, invalid, ok, ok, invalid], {}],
	[
		'1 of 6 items is in Braze; 1 only in part; of 1 it is unknown; 1 had nothing to send; 1 was not sent; 1 failed',
		[ok, partly, unknown, skipped, invalid, refused],
		{},
	],
	['None of the 2 items is completely in Braze; 1 only in part; 1 failed', [partly, refused], {}],
	['1 of 3 items failed; 2 succeeded', [ok, ok, refused], { writes: false }],
	[
		'The API key is wrong',
		[refused, refused],
		{ stopReason: { message: 'The API key is wrong', status: 401 } },
	],
	[
		'1 of 2 items is in Braze; 1 failed',
		[ok, refused],
		{ stopReason: { message: 'wrong', status: 401 } },
	],
])('the error is called: %s', (title, results, ending) => {
	expect(errorOf(results, ending).message).toBe(title);
});

it.each([[invalid], [refused], [partly], [unknown]])(
	'n8n logs the message, which holds nothing of an item; the description does: %j',
	(result) => {
		for (const results of [[result], [ok, result]]) {
			const { message, description } = errorOf(results);
			expect(message).not.toContain(SECRET);
			expect(description).toContain(SECRET);
		}
	},
);

const CONTINUE = 'set "On Error" to "Continue (using error output)"';

it.each<[string, ItemResult[], Partial<Ending>, RegExp]>([
	[
		'counts',
		[ok, invalid],
		{ counted: true },
		/again, all items are sent again: .* count twice\. To go on/,
	],
	[
		'does not count',
		[ok, invalid],
		{},
		/again, all items are sent again; what is in Braze does not count twice\.$/,
	],
	['may count', [unknown], {}, /count twice/],
	['is not in Braze', [invalid], {}, /^.*Nothing of this item is in Braze\. To go on/s],
	['is not in Braze', [invalid, invalid], {}, /^.*Nothing of these items is in Braze\. To go on/s],
])('of what %s it says what running again does', (_what, results, ending, expected) => {
	expect(errorOf(results, ending).description).toMatch(expected);
});

it('does not advise to go on where the API key is what is wrong', () => {
	const stopReason = { message: 'The API key is wrong', status: 401 };
	const error = errorOf([refused, refused], { stopReason });
	expect(error).toBeInstanceOf(NodeApiError);
	expect(error.description).not.toContain(CONTINUE);
	expect(error.description).toContain('once this is settled, run the execution again');
});

it('is no API error where Braze gave no status', () => {
	const error = errorOf([refused], { stopReason: { message: 'Could not connect' } });
	expect(error).toBeInstanceOf(NodeOperationError);
	expect(error.message).toBe('Could not connect');
});

it('is not replaced by n8n where Braze’s words hold a system’s code', () => {
	const stopReason = {
		message: 'Braze rejected the request (status 415: ECONNRESET).',
		status: 415,
	};
	expect(errorOf([refused], { stopReason }).message).toBe(stopReason.message);
});
