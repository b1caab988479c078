import type { IDataObject } from 'n8n-workflow';
import { FAILED } from '../../../nodes/receiving/responses';
import type { Call } from '../../../nodes/receiving/call';
import { MAX_PENDING_WAIT } from '../../../nodes/receiving/duplicates';
import { MAX_CONFIRMATION_WAIT } from '../../../nodes/receiving/grouping';
import type { ReceivingSettings } from '../../../nodes/receiving/settings';
import { MAX_WAITING } from '../../../nodes/receiving/waiting';
import { answered, KIND, receiverOf, started } from './support/calls';
import { FakeClock, soFar } from './support/clock';

const MINUTE = 60_000;
const RETRY = { status: 503, body: { status: 'retry' }, headers: { 'Retry-After': '1' } };
const form = (id: number | string): IDataObject => ({ id });
/** What a sender is told about this many numbers in a list of as many. */
const numbers = (count: number, position = 1) => ({
	rejected: Array.from({ length: count }, (_, index) => ({
		position: position + index,
		error: 'Expected an object, but found a number.',
	})),
	rejectedCount: count,
});

let clock: FakeClock;
let receive: ReturnType<typeof receiverOf>;
beforeEach(() => {
	clock = new FakeClock();
	receive = receiverOf(clock);
});

describe('the secret', () => {
	const secret = 'a-long-random-secret';
	const readSecret = async () => ({ secret, headerName: 'X-Hub' });
	const readBody = jest.fn(async () => ({ value: {}, bytes: 2 }));

	it('must be right before the body is looked at', async () => {
		for (const secretLocation of ['header', 'query'] as const) {
			const call = { readSecret, readBody, headers: { 'x-hub': 'wrong' }, query: {} };
			expect(answered(await receive({}, { secretLocation }, call))).toMatchObject({
				status: 401,
				body: { status: 'unauthorized', error: expect.any(String) as unknown },
			});
		}
		expect(readBody).not.toHaveBeenCalled();
	});

	it('is never shown among the headers', async () => {
		const call = { readSecret, headers: { 'x-hub': secret, host: 'n8n.example', via: secret } };
		const settings = { secretLocation: 'header' as const, headerNames: ['X-Hub'] };
		expect(started(await receive({ a: 1 }, settings, call)).bodies).toEqual([
			{ a: 1, headers: { host: 'n8n.example' } },
		]);
	});

	it('is not read when none is asked for, and headers are shown all the same', async () => {
		const call = { headers: { host: 'n8n.example', 'x-source': 'a', 'x-other': 'b' } };
		const { bodies } = started(await receive({ a: 1 }, { headerNames: ['X-Source'] }, call));
		expect(bodies).toEqual([{ a: 1, headers: { host: 'n8n.example', 'x-source': 'a' } }]);
		expect(started(await receive({ a: 1 }, {}, call)).bodies).toEqual([{ a: 1 }]);
	});
});

describe('what cannot be taken', () => {
	it.each([400, 413] as const)('is refused as its reading says: %d', async (status) => {
		const readBody = async () => ({ status, error: 'Why.' });
		expect(answered(await receive(undefined, {}, { readBody }))).toEqual({
			status,
			body: { status: 'rejected', error: 'Why.' },
		});
	});

	it.each([
		[400, 503],
		[413, 413],
	] as const)('has to come again from a sender that would drop it: %d', async (status, told) => {
		const readBody = async () => ({ status, error: 'Why.' });
		const call = { readBody, headers: { 'x-drops': '1' } };
		expect(answered(await receive(undefined, {}, call))).toEqual({
			status: told,
			body: { status: 'rejected', error: 'Why.' },
		});
	});

	it('is refused for good where the sender drops nothing', async () => {
		receive = receiverOf(clock, { ...KIND, dropsRefused: undefined });
		expect(answered(await receive([1], {}, { headers: { 'x-drops': '1' } })).status).toBe(400);
	});

	it('is refused as its sorting says, with its report', async () => {
		expect(answered(await receive([1, 2]))).toEqual({
			status: 400,
			body: { status: 'rejected', error: 'No object.', ...numbers(2) },
		});
	});
});

describe('what is ignored', () => {
	it('is answered with each reason once', async () => {
		const bodies = [{ skip: 'One.' }, { skip: 'Two.' }, { skip: 'One.' }, 1];
		expect(answered(await receive(bodies))).toEqual({
			status: 200,
			body: { status: 'ignored', reason: 'One. Two.', ...numbers(1, 4) },
		});
	});

	it('is all of a body without any object that may be so, with the first reason', async () => {
		expect(answered(await receive([0, 1]))).toEqual({
			status: 200,
			body: {
				status: 'ignored',
				reason: 'Expected an object, but found a number.',
				...numbers(2),
			},
		});
	});

	it('is nothing, where the sender checks a webhook so', async () => {
		const body = { status: 'ignored', reason: 'Nothing was sent.' };
		expect(answered(await receive(undefined))).toEqual({ status: 200, body });
	});

	it('does not take along what is not', async () => {
		const { bodies, confirm, note } = started(await receive([{ skip: 'One.' }, form(1), 7]));
		expect([bodies, note]).toEqual([[form(1)], undefined]);
		expect(confirm(true)).toEqual({
			status: 200,
			body: { status: 'accepted', submissions: 1, ...numbers(1, 3) },
		});
	});
});

describe('on the test URL', () => {
	const test = { isTest: true };

	it('what would be ignored is shown, with the reason beside it', async () => {
		const body = [{ skip: 'One.' }, { skip: 'Two.', a: 1 }];
		const { bodies, note, confirm } = started(await receive(body, {}, test));
		expect([bodies, note]).toEqual([body, { ignored: 'One. Two.' }]);
		for (const isSuccess of [true, false]) {
			expect(confirm(isSuccess)).toEqual({
				status: 200,
				body: { status: 'ignored', reason: 'One. Two.' },
			});
		}
	});

	it.each([
		['nothing', undefined, 'Nothing was sent.'],
		['no object', [0], 'Expected an object, but found a number.'],
	])('a body with %s is shown as an empty item, with the reason beside it', async (...one) => {
		const [, body, reason] = one;
		const { bodies, note, confirm } = started(await receive(body, {}, test));
		expect([bodies, note]).toEqual([[{}], { ignored: reason }]);
		expect(confirm(true)).toMatchObject({ status: 200, body: { status: 'ignored', reason } });
	});

	it('what is refused is shown with the reason alone, whatever n8n makes of it', async () => {
		const { bodies, note, confirm } = started(await receive([1], {}, test));
		expect([bodies, note]).toEqual([[{}], { refused: { status: 400, reason: 'No object.' } }]);
		const answer = {
			status: 400,
			body: { status: 'rejected', error: 'No object.', ...numbers(1) },
		};
		expect([confirm(true), confirm(false)]).toEqual([answer, answer]);
	});

	it('a stranger leaves nothing but the reason', async () => {
		const call = { ...test, readSecret: async () => ({ secret: 'a-long-random-secret' }) };
		const settings = { secretLocation: 'header' as const, responseMode: 'lastNode' as const };
		const { bodies, note, confirm } = started(await receive(form(1), settings, call));
		const reason = 'The secret is missing. Send it in the header X-Test-Secret.';
		expect([bodies, note]).toEqual([[{}], { refused: { status: 401, reason } }]);
		expect(confirm(false)).toEqual({
			status: 401,
			body: { status: 'unauthorized', error: reason },
		});
	});
});

describe("n8n's log", () => {
	const logOf = async (body: unknown, call: Partial<Call> = {}, settings = {}) => {
		const lines: string[] = [];
		const log = (level: string, line: string) => void lines.push(`${level}: ${line}`);
		await receive(body, settings, { ...call, log });
		return lines;
	};

	it('tells what did not start the workflow and why, once a minute for each reason', async () => {
		expect(await logOf([1])).toEqual(['warn: 1 refused with 400: No object.']);
		expect(await logOf([1])).toEqual([]);
		const bodies = [{ skip: 'One.', a: 1 }, { skip: 'One.' }, { skip: 'Two.' }, form(1)];
		expect(await logOf(bodies)).toEqual(['info: 2 ignored: One.', 'info: 1 ignored: Two.']);
		expect(await logOf([form(1), 2, 3])).toEqual([
			'warn: 2 rejected: Expected an object, but found a number.',
		]);
		const readSecret = async () => ({ secret: 'a-long-random-secret' });
		expect(await logOf({}, { readSecret }, { secretLocation: 'header' })).toEqual([
			'warn: 1 refused with 401: The secret is missing. Send it in the header X-Test-Secret.',
		]);
		await clock.advance(MINUTE);
		expect(await logOf([1])).toEqual(['warn: 2 refused with 400 in the last 60 s: No object.']);
	});

	it('has nothing of the test URL, nor of what is accepted', async () => {
		for (const body of [[1], { skip: 'One.' }]) {
			expect(await logOf(body, { isTest: true })).toEqual([]);
		}
		expect(await logOf(form(1))).toEqual([]);
	});
});

describe('duplicates', () => {
	const settings = { ignoreDuplicatesFor: MINUTE };

	it('are answered so once the first one is stored, and the rest is taken', async () => {
		started(await receive(form(1), settings)).confirm(true);
		expect(answered(await receive([form(1), 1], settings))).toMatchObject({
			status: 200,
			body: { status: 'duplicate', rejectedCount: 1 },
		});
		const { bodies, confirm } = started(await receive([form(1), form(2)], settings));
		expect(bodies).toEqual([form(2)]);
		expect(confirm(true)?.body).toEqual({ status: 'accepted', submissions: 1 });
	});

	it('belong to a node', async () => {
		started(await receive(form(1), settings)).confirm(true);
		started(await receive(form(1), settings, { node: 'another' }));
	});

	it('are none on the test URL, or without the option', async () => {
		for (const call of [{ isTest: true }, {}]) {
			const chosen = call.isTest ? settings : {};
			started(await receive(form(1), chosen, call)).confirm(true);
			started(await receive(form(1), chosen, call)).confirm(true);
		}
	});

	it('of what is pending are told to come again, after a time', async () => {
		const first = started(await receive(form(1), settings));
		const second = receive(form(1), settings);
		await clock.advance(MAX_PENDING_WAIT);
		expect(answered(await second)).toEqual(RETRY);
		first.confirm(true);
		expect(answered(await receive(form(1), settings)).body.status).toBe('duplicate');
	});

	it('are none of what failed before it was handed over', async () => {
		const headers = Object.defineProperty({}, 'host', {
			enumerable: true,
			get: () => {
				throw new Error('broken');
			},
		});
		const broken = receive(form(1), { ...settings, headerNames: [] }, { headers });
		await expect(broken).rejects.toThrow('broken');
		started(await receive(form(1), settings));
	});
});

describe('groups', () => {
	const settings = { group: { maxSubmissions: 3, maxWait: 250 } };

	it('are handed over by their first call, and the others are answered with it', async () => {
		const first = receive(form(1), settings);
		const second = receive([form(2), form(3)], settings);
		const leader = started(await first);
		expect(leader.bodies).toEqual([form(1), form(2), form(3)]);
		expect(await soFar(second)).toBe('pending');
		expect(leader.confirm(true)?.body).toEqual({ status: 'accepted', submissions: 1 });
		expect(answered(await second)).toEqual({
			status: 200,
			body: { status: 'accepted', submissions: 2 },
		});
	});

	it('that are not stored are sent again', async () => {
		const [first, second] = [receive(form(1), settings), receive(form(2), settings)];
		await clock.advance(250);
		started(await first).confirm(false);
		expect(answered(await second)).toEqual(RETRY);
	});

	it('close when a call sends more bytes than one execution should hold', async () => {
		const readBody = async () => ({ value: form(1), bytes: 4 * 1024 * 1024 + 1 });
		const first = receive(form(1), settings, { readBody });
		expect(started(await first).bodies).toEqual([form(1)]);
	});

	it('belong to a node, and are none on the test URL', async () => {
		const [first, second] = [receive(1, settings), receive(form(2), settings, { node: 'another' })];
		expect(answered(await first).status).toBe(400);
		expect(await soFar(second)).toBe('pending');
		expect(started(await receive(form(3), settings, { isTest: true })).bodies).toEqual([form(3)]);
		await clock.advance(250);
		expect(started(await second).bodies).toEqual([form(2)]);
	});

	it('whose fate is not known in time are sent again, and are duplicates once they are stored', async () => {
		const both = { ...settings, ignoreDuplicatesFor: MINUTE };
		const [first, second] = [receive(form(1), both), receive(form(2), both)];
		await clock.advance(250);
		const leader = started(await first);
		await clock.advance(MAX_CONFIRMATION_WAIT);
		expect(answered(await second)).toEqual(RETRY);
		// n8n still holds the group back: neither new nor a duplicate.
		const again = receive([form(1), form(2)], both);
		await clock.advance(MAX_PENDING_WAIT);
		expect(answered(await again)).toEqual(RETRY);
		leader.confirm(true);
		expect(answered(await receive(form(1), both)).body.status).toBe('duplicate');
		expect(answered(await receive(form(2), both)).body.status).toBe('duplicate');
	});
});

describe('when the workflow is waited for', () => {
	const lastNode = { responseMode: 'lastNode' as const };
	const grouped = { ...lastNode, group: { maxSubmissions: 2, maxWait: 250 } };
	const BUSY = { status: 503, body: { status: 'retry' }, headers: { 'Retry-After': '5' } };

	it('all of a group are answered with its end, in the same words', async () => {
		const first = receive(form(1), grouped);
		const second = receive(form(2), grouped);
		const leader = started(await first);
		expect(await soFar(second)).toBe('pending');
		const accepted = { status: 200, body: { status: 'accepted', submissions: 1 } };
		expect(leader.confirm(true)).toEqual(accepted);
		expect(answered(await second)).toEqual(accepted);
	});

	it('all of a group hear that it failed, in the words of n8n and of the node', async () => {
		const [first, second] = [receive(form(1), grouped), receive(form(2), grouped)];
		expect(started(await first).confirm(false)).toBeUndefined();
		expect(answered(await second)).toEqual(FAILED);
	});

	it('a success that n8n gives without the execution is none', async () => {
		const [first, second] = [receive(form(1), grouped), receive(form(2), grouped)];
		expect(started(await first).respondTo({ status: 200, isEmpty: false })).toEqual(FAILED);
		expect(answered(await second)).toEqual(FAILED);
	});

	it('followers wait no longer than their time, however long the workflow takes', async () => {
		const [first, second] = [receive(form(1), grouped), receive(form(2), grouped)];
		started(await first);
		await clock.advance(MAX_CONFIRMATION_WAIT);
		expect(answered(await second)).toEqual(RETRY);
	});

	it('a submission is a duplicate once its workflow has succeeded, and new if it failed', async () => {
		const settings = { ...lastNode, ignoreDuplicatesFor: MINUTE };
		const first = started(await receive(form(1), settings));
		const again = receive(form(1), settings);
		expect(await soFar(again)).toBe('pending');
		first.confirm(false);
		expect(answered(await again)).toEqual(RETRY);
		const second = started(await receive(form(1), settings));
		second.confirm(true);
		expect(answered(await receive(form(1), settings)).body.status).toBe('duplicate');
	});

	it('a caller who has hung up is not handed over, and sends again as if for the first time', async () => {
		const settings = { ...lastNode, ignoreDuplicatesFor: MINUTE };
		const gone = { isGone: () => true };
		expect(answered(await receive(form(1), settings, gone))).toEqual(RETRY);
		const inGroup = receive(form(1), { ...settings, ...grouped }, gone);
		await clock.advance(250);
		expect(answered(await inGroup)).toEqual(RETRY);
		started(await receive(form(1), settings));
		// Where nobody waits for the workflow, a sender may well not wait for the response either.
		started(await receive(form(1), {}, gone));
	});

	/** This many calls that wait. */
	const fill = async (settings: Partial<ReceivingSettings>) =>
		await Promise.all(Array.from({ length: MAX_WAITING }, (_, id) => receive(form(id), settings)));

	it('more calls than may wait are told to come again, until one is answered', async () => {
		const decisions = await fill(lastNode);
		expect(answered(await receive(form('more'), lastNode))).toEqual(BUSY);
		started(await receive(form('other'), lastNode, { node: 'another' }));
		started(await receive(form('test'), lastNode, { isTest: true }));
		// What needs no place is answered all the same.
		expect(answered(await receive([], lastNode)).status).toBe(400);
		expect(started(decisions[3]).confirm(false)).toBeUndefined();
		started(await receive(form('more'), lastNode));
		expect(answered(await receive(form('more'), lastNode))).toEqual(BUSY);
	});

	it('followers and duplicates count as long as they wait', async () => {
		const group = { maxSubmissions: MAX_WAITING, maxWait: 250 };
		const settings = { ...lastNode, group, ignoreDuplicatesFor: MINUTE };
		const calls = Array.from({ length: MAX_WAITING - 1 }, (_, id) => receive(form(id), settings));
		const duplicate = receive(form(1), settings);
		expect(answered(await receive(form('more'), settings))).toEqual(BUSY);
		await clock.advance(250);
		started(await calls[0]).confirm(true);
		expect(answered(await duplicate).body.status).toBe('duplicate');
		await Promise.all(calls.slice(1));
		const next = Array.from({ length: MAX_WAITING }, (_, id) =>
			receive(form(`next ${id}`), settings),
		);
		started(await next[0]);
	});

	it('a call that failed before it was handed over waits no more', async () => {
		const headers = Object.defineProperty({}, 'host', {
			enumerable: true,
			get: () => {
				throw new Error('broken');
			},
		});
		const settings = { ...lastNode, headerNames: [] };
		await expect(receive(form(1), settings, { headers })).rejects.toThrow('broken');
		await fill(settings);
	});

	it('nothing is counted where nobody waits for the workflow', async () => {
		await fill({});
		started(await receive(form('more')));
	});
});
