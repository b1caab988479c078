import { Clock } from '../src/clock.mts';
import { Outbox } from '../src/outbound/outbox.mts';
import { loopbackUrl, type Outgoing } from '../src/outbound/post.mts';
import { Workspace } from '../src/state/workspace.mts';
import type { Json } from '../src/types.mts';

const URL_ = 'http://127.0.0.1:9/hook';
const DAY_MS = 24 * 60 * 60 * 1000;
const settings = { url: URL_, token: 'secret', events: null };

let clock: Clock;
let workspace: Workspace;
let outbox: Outbox;
/** Statuses of the next responses; 200 after them. */
let answers: number[];
let retryAfterMs: number;
let requests: Outgoing[];
let pauses: number[];

beforeEach(() => {
	clock = new Clock();
	clock.change({ stopped: true });
	workspace = new Workspace('key', clock);
	answers = [];
	retryAfterMs = 0;
	requests = [];
	pauses = [];
	outbox = new Outbox(workspace, clock, {
		post: async (request) => {
			requests.push(request);
			return await Promise.resolve({ status: answers.shift() ?? 200, retryAfterMs });
		},
		sleep: async (ms) => {
			pauses.push(ms);
			await Promise.resolve();
		},
	});
});

/** Lets everything happen that waits for nothing. */
const tick = () => new Promise((resolve) => setTimeout(resolve));
const events = (count: number): Json[] =>
	Array.from({ length: count }, (_, n) => ({ id: `e${n}` }));
const sizes = () =>
	requests.map(({ body }) => (JSON.parse(body) as { events: unknown[] }).events.length);

describe('a webhook', () => {
	const send = async () =>
		await outbox.webhook({ url: URL_, headers: { authorization: 'x' }, body: '{"a":1}' });

	it('is received with 2xx', async () => {
		answers = [204];
		expect(await send()).toEqual({ outcome: 'delivered', statuses: [204] });
		expect(requests).toEqual([{ url: URL_, headers: { authorization: 'x' }, body: '{"a":1}' }]);
		expect(outbox.sent).toEqual([{ url: URL_, body: { a: 1 }, status: 204 }]);
	});

	it.each([301, 400, 401, 404, 413])('is not sent again after %d', async (status) => {
		answers = [status];
		expect(await send()).toEqual({ outcome: 'failed', statuses: [status] });
	});

	it.each([408, 429, 500, 503, 599])('is sent again after %d, five times', async (status) => {
		answers = [status, 200];
		expect(await send()).toEqual({ outcome: 'delivered', statuses: [status, 200] });
		answers = Array<number>(9).fill(status);
		expect(await send()).toEqual({ outcome: 'failed', statuses: Array(6).fill(status) });
	});

	it('waits longer each time, and as long as the receiver asks', async () => {
		answers = [500, 500, 500, 500, 500];
		await send();
		expect(pauses).toEqual([250, 500, 1_000, 2_000, 4_000]);
		retryAfterMs = 5_000;
		answers = [503];
		await send();
		expect(pauses.at(-1)).toBe(5_000);
	});

	it('is halted for a minute after too many failures of its host', async () => {
		answers = Array<number>(3_000).fill(503);
		for (let sent = 0; sent < 500; sent++) await send();
		expect(requests).toHaveLength(3_000);
		answers = [503];
		const halted = await send();
		expect(halted.statuses).toEqual([503]);
		expect([halted.outcome, requests.length]).toEqual(['failed', 3_001]);
		clock.change({ advanceMs: 60_000 });
		expect((await send()).outcome).toBe('delivered');
	});
});

describe('Currents', () => {
	const send = async (count: number) => await outbox.currents(settings, events(count));

	it('sends up to a hundred events at a time, with its version and token', async () => {
		expect(await send(250)).toEqual({ outcome: 'delivered', statuses: [200, 200, 200] });
		expect(sizes()).toEqual([100, 100, 50]);
		expect(requests[0].headers).toEqual({
			'content-type': 'application/json',
			'braze-currents-version': '1',
			authorization: 'Bearer secret',
		});
	});

	it('checks a connector without events', async () => {
		expect(await send(0)).toEqual({ outcome: 'delivered', statuses: [200] });
		expect(sizes()).toEqual([0]);
		answers = [401];
		expect(await send(0)).toEqual({ outcome: 'failed', statuses: [401] });
	});

	it.each([429, 500, 503, 418, 599])('sends again after %d until it is taken', async (status) => {
		answers = Array<number>(20).fill(status);
		expect((await send(2)).statuses).toEqual([...Array<number>(20).fill(status), 200]);
		expect(pauses.at(-1)).toBe(60_000);
	});

	it('splits a batch that got a 400, and drops what gets another', async () => {
		workspace.connectors = [settings];
		outbox.emit([{ id: 'first' }, ...events(3)]);
		answers = [400, 200, 400, 200, 200];
		await tick();
		expect(sizes()).toEqual([4, 1, 1, 1, 1]);
		expect(outbox.states()).toMatchObject([{ delivered: 3, dropped: 1, waiting: 0 }]);
	});

	it('makes batches smaller after 413, and loses nothing', async () => {
		answers = [413, 413];
		expect((await send(9)).outcome).toBe('delivered');
		expect(sizes()).toEqual([9, 5, 3, 2, 4]);
	});

	it.each([401, 403, 404])(
		'halts after %d until its settings change, and loses nothing',
		async (status) => {
			workspace.connectors = [settings];
			answers = [status];
			outbox.emit(events(3));
			await tick();
			outbox.emit(events(2));
			expect(outbox.states()).toMatchObject([{ state: 'halted', delivered: 0 }]);
			workspace.connectors = [{ ...settings, token: 'right' }];
			outbox.refresh();
			await tick();
			expect(outbox.states()).toMatchObject([
				{ state: 'live', delivered: 5, dropped: 0, waiting: 0 },
			]);
		},
	);

	it('is turned off after five days of trouble, and drops what comes then', async () => {
		workspace.connectors = [settings];
		outbox = new Outbox(workspace, clock, {
			post: async () => await Promise.resolve({ status: 500, retryAfterMs: 0 }),
			sleep: async () => {
				clock.change({ advanceMs: 2 * DAY_MS });
				await Promise.resolve();
			},
		});
		outbox.emit(events(1));
		await tick();
		outbox.emit(events(2));
		expect(outbox.states()).toMatchObject([{ state: 'disabled', dropped: 2, waiting: 1 }]);
	});

	it('sends what is selected, to each connector', async () => {
		const other = 'http://127.0.0.1:9/other';
		workspace.connectors = [
			{ ...settings, events: new Set(['a']) },
			{ ...settings, url: other },
		];
		outbox.emit([{ event_type: 'a' }, { event_type: 'b' }]);
		await tick();
		expect(outbox.states()).toMatchObject([{ delivered: 1 }, { delivered: 2 }]);
	});
});

it.each(['https://example.com/', 'http://10.0.0.1/', 'http://127.0.0.1.evil.com/', 'x', 7, null])(
	'%j is not called',
	(url) => {
		expect(() => loopbackUrl(url)).toThrow('the sandbox calls only');
	},
);

it.each([
	'http://127.0.0.1:5678/a?b=c',
	'http://localhost/',
	'http://n8n.localhost:1/',
	'http://[::1]:2/',
])('%s is this machine', (url) => {
	expect(loopbackUrl(url)).toBe(url);
});
