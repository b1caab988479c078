import type { IDataObject } from 'n8n-workflow';
import { MAX_PENDING_WAIT } from '../../../nodes/Komo/duplicates';
import { MAX_CONFIRMATION_WAIT } from '../../../nodes/Komo/grouping';
import { type Call, Receiver } from '../../../nodes/Komo/receive';
import type { Settings } from '../../../nodes/Komo/settings';
import { answered, callWith, settingsWith, started } from './support/calls';
import { FakeClock, soFar } from './support/clock';

const MINUTE = 60_000;
const RETRY = { status: 503, body: { status: 'retry' }, headers: { 'Retry-After': '1' } };
const form = (id: number | string): IDataObject => ({
	event: 'CompetitionEntrySuccess',
	submission_id: id,
});

let clock: FakeClock;
let receiver: Receiver;
beforeEach(() => {
	clock = new FakeClock();
	receiver = new Receiver(clock);
});

const receive = async (body: unknown, settings: Partial<Settings> = {}, call: Partial<Call> = {}) =>
	await receiver.receive(callWith(body, call), settingsWith(settings));

describe('the secret', () => {
	const secret = 'a-long-random-secret';
	const readSecret = async () => ({ secret, headerName: 'X-Hub' });
	const readBody = jest.fn(async () => ({ value: {}, bytes: 2 }));

	it('must be right before the body is looked at', async () => {
		for (const secretLocation of ['header', 'query'] as const) {
			const call = { readSecret, readBody, headers: { 'x-hub': 'wrong' }, query: {} };
			expect(answered(await receive({}, { secretLocation }, call))).toEqual({
				status: 401,
				body: { status: 'unauthorized' },
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

	it('is refused with the reason and the entries', async () => {
		expect(answered(await receive([]))).toEqual({
			status: 400,
			body: { status: 'rejected', error: 'The body is an empty list.' },
		});
		const error = 'Expected an object, found a number.';
		expect(answered(await receive([1]))).toEqual({
			status: 400,
			body: { status: 'rejected', error, rejected: [{ position: 1, error }], rejectedCount: 1 },
		});
	});

	it('is refused when it is too long', async () => {
		expect(answered(await receive(Array(10_001).fill(1)))).toEqual({
			status: 413,
			body: {
				status: 'rejected',
				error: 'The list is too long. Send at most 10,000 submissions in one call.',
			},
		});
	});
});

describe('what is filtered out', () => {
	const filters = { ...settingsWith().filters, events: ['CompetitionEntrySuccess'] };

	it('is answered with each reason once', async () => {
		const view = { event: 'CardViewed' };
		expect(answered(await receive([view, {}, view], { filters }))).toEqual({
			status: 200,
			body: {
				status: 'ignored',
				reason:
					'The event CardViewed is not chosen: choose "Card Viewed" in Events. ' +
					'The body has no event: choose "Workflow Request" in Events.',
			},
		});
		expect(answered(await receive([{}, 1], { filters })).body).toMatchObject({ rejectedCount: 1 });
	});

	it('does not take along what is not', async () => {
		const { bodies, answer } = started(await receive([{}, form(1), 'text'], { filters }));
		expect(bodies).toEqual([form(1)]);
		expect(answer).toEqual({
			status: 200,
			body: {
				status: 'accepted',
				submissions: 1,
				rejected: [{ position: 3, error: 'Expected an object, found a text.' }],
				rejectedCount: 1,
			},
		});
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
		const { bodies, answer } = started(await receive([form(1), form(2)], settings));
		expect(bodies).toEqual([form(2)]);
		expect(answer.body).toEqual({ status: 'accepted', submissions: 1 });
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
		expect(leader.answer.body).toEqual({ status: 'accepted', submissions: 1 });
		expect(await soFar(second)).toBe('pending');
		leader.confirm(true);
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
