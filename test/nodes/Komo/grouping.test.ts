import { closeClient, hangUp, post, wait } from '../../support/webhookClient.mts';
import {
	startWebhookServer,
	type Options,
	type WebhookServer,
} from '../../support/webhookServer.mts';
import { KomoTrigger } from '../../../nodes/Komo/KomoTrigger.node';

// No group here waits for its time: each is full with what is sent. When a group closes by time is
// tested with a clock of its own, see the unit tests.
const LONG = 10_000;

let server: WebhookServer;
let count = 0;

/** A server whose node groups this many submissions, in a workflow of its own. */
const start = async (maxSubmissions: number, options: Partial<Options> = {}) =>
	(server = await startWebhookServer({
		trigger: new KomoTrigger(),
		parameters: {
			events: ['workflow'],
			options: { groupSubmissions: { values: { maxSubmissions, maxWait: LONG } } },
		},
		workflowId: `grouping-${++count}`,
		...options,
	}));

const send = async (n: number) => await post(server.url, { n });
const numbers = () => server.executions.map((items) => items.map(({ json }) => json.n as number));

afterEach(async () => {
	expect(server.exceptions).toEqual([]);
	await server.close();
});
afterAll(closeClient);

describe('grouped calls', () => {
	it('become one execution, and each is told how many submissions of its own were taken', async () => {
		await start(5);
		const responses = await Promise.all([1, 2, 3, 4, 5].map(send));
		expect(numbers().map((group) => group.sort())).toEqual([[1, 2, 3, 4, 5]]);
		for (const { status, body } of responses) {
			expect([status, body]).toEqual([200, { status: 'accepted', submissions: 1 }]);
		}
	});

	it('become two when there are twice as many as a group holds', async () => {
		await start(4);
		const responses = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map(send));
		expect(numbers().map(({ length }) => length)).toEqual([4, 4]);
		expect(responses.every(({ status }) => status === 200)).toBe(true);
	});

	it('may be 75 when nothing else was chosen: n8n saves no defaults, and fills them in', async () => {
		const values = { maxWait: LONG };
		await start(75, {
			parameters: { events: ['workflow'], options: { groupSubmissions: { values } } },
		});
		const most = Array.from({ length: 74 }, (_, n) => ({ n }));
		await Promise.all([post(server.url, most), send(74)]);
		expect(numbers().map(({ length }) => length)).toEqual([75]);
	});

	it('are not grouped on the test URL', async () => {
		await start(75, { mode: 'manual' });
		await Promise.all([1, 2, 3].map(send));
		expect(numbers()).toHaveLength(3);
	});

	it('are not mixed with those of another workflow', async () => {
		await start(2);
		const first = server;
		await start(2);
		const others = [3, 4].map(async (n) => await post(first.url, { n }));
		await Promise.all([...[1, 2].map(send), ...others]);
		expect(numbers().flat().sort()).toEqual([1, 2]);
		expect(
			first.executions
				.flat()
				.map(({ json }) => json.n as number)
				.sort(),
		).toEqual([3, 4]);
		await first.close();
	});

	it('of which one is too long a list go on without it', async () => {
		await start(2);
		const long = await post(
			server.url,
			Array.from({ length: 150_000 }, (_, n) => ({ n })),
		);
		expect(long).toMatchObject({ status: 413, body: { status: 'rejected' } });
		expect(long.body.error).toContain('10,000');
		const responses = await Promise.all([1, 2].map(send));
		expect(responses.map(({ status }) => status)).toEqual([200, 200]);
		expect(numbers().flat().sort()).toEqual([1, 2]);
	});
});

it('when n8n does not store a group, the followers hear "retry" and may send again', async () => {
	let broken = true;
	const store = async () => {
		if (broken) throw new Error('database is down');
	};
	await start(3, { store });
	const responses = await Promise.all([1, 2, 3].map(send));
	expect(responses.map(({ status }) => status).sort()).toEqual([500, 503, 503]);
	const follower = responses.find(({ status }) => status === 503);
	expect(follower).toMatchObject({ body: { status: 'retry' }, headers: { 'retry-after': '1' } });
	expect(server.executions).toEqual([]);
	broken = false;
	const again = await Promise.all([1, 2, 3].map(send));
	expect(again.map(({ status }) => status)).toEqual([200, 200, 200]);
	expect(numbers().flat().sort()).toEqual([1, 2, 3]);
});

it('a leader who hangs up does not cost the followers: what n8n stored counts', async () => {
	await start(3, { store: async (_, response) => await hangUp(response) });
	const calls = [1, 2, 3].map(async (n) => await send(n).catch(() => 'cut' as const));
	const responses = await Promise.all(calls);
	const followers = responses.filter((response) => response !== 'cut');
	expect(followers.map(({ status }) => status)).toEqual([200, 200]);
	expect(numbers().map((group) => group.sort())).toEqual([[1, 2, 3]]);
});

it('every submission that got a 2xx is in exactly one execution, through failures and cuts', async () => {
	let executions = 0;
	const store = async () => {
		executions++;
		await wait(executions % 5);
		if (executions % 3 === 0) throw new Error('refused');
	};
	// Groups close by time here, but whatever comes together, the law holds.
	const values = { maxSubmissions: 10, maxWait: 15 };
	const parameters = { events: ['workflow'], options: { groupSubmissions: { values } } };
	await start(10, { store, parameters });
	const accepted: number[] = [];
	let failed = 0;
	const worker = async (first: number) => {
		for (let n = first; n < 1_000; n += 40) {
			const cut = n % 17 === 0;
			const response = await post(server.url, { n }, {}, (request) => {
				if (cut) void wait(n % 20).then(() => request.destroy());
			}).catch(() => undefined);
			if (response?.status === 200) accepted.push(n);
			else if (response) expect([500, 503]).toContain(response.status);
			if (response?.status !== 200) failed++;
		}
	};
	await Promise.all([...Array(40).keys()].map(worker));
	const stored = numbers().flat();
	expect(new Set(stored).size).toBe(stored.length);
	expect(accepted.filter((n) => !stored.includes(n))).toEqual([]);
	// Of at least a hundred executions, every third was refused.
	expect(failed).toBeGreaterThanOrEqual(33);
	expect(accepted.length).toBeGreaterThan(0);
});
