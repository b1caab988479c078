import { closeClient, post, wait } from './support/client';
import { startWebhookServer, type Options, type WebhookServer } from './support/webhookServer';
import { KomoTrigger } from '../../../nodes/Komo/KomoTrigger.node';

let server: WebhookServer;
let count = 0;

/** A server whose node groups, in a workflow of its own. */
const start = async (values: object, options: Partial<Options> = {}) =>
	(server = await startWebhookServer({
		trigger: new KomoTrigger(),
		parameters: { events: ['workflow'], options: { groupSubmissions: { values } } },
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
		await start({ maxSubmissions: 75, maxWait: 100 });
		const answers = await Promise.all([1, 2, 3, 4, 5].map(send));
		expect(numbers()).toHaveLength(1);
		expect(numbers()[0].sort()).toEqual([1, 2, 3, 4, 5]);
		for (const { status, body } of answers) {
			expect([status, body]).toEqual([200, { status: 'accepted', submissions: 1 }]);
		}
	});

	it('start at once when the group is full', async () => {
		await start({ maxSubmissions: 4, maxWait: 10_000 });
		const answers = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map(send));
		expect(numbers().map(({ length }) => length)).toEqual([4, 4]);
		expect(answers.every(({ status }) => status === 200)).toBe(true);
	});

	it('are never split and never overfill a group', async () => {
		await start({ maxSubmissions: 4, maxWait: 100 });
		const [few, many] = [
			[{ n: 1 }, { n: 2 }, { n: 3 }],
			[{ n: 4 }, { n: 5 }],
		];
		await Promise.all([post(server.url, few), wait(20).then(() => post(server.url, many))]);
		expect(numbers()).toEqual([
			[1, 2, 3],
			[4, 5],
		]);
	});

	it('are not grouped on the test URL', async () => {
		await start({ maxSubmissions: 75, maxWait: 100 }, { mode: 'manual' });
		await Promise.all([1, 2, 3].map(send));
		expect(numbers()).toHaveLength(3);
	});

	it('are not mixed with those of another workflow', async () => {
		await start({ maxSubmissions: 75, maxWait: 100 });
		const first = server;
		await start({ maxSubmissions: 75, maxWait: 100 });
		await Promise.all([send(1), post(first.url, { n: 2 })]);
		expect(numbers()).toEqual([[1]]);
		expect(first.executions).toEqual([[{ json: { n: 2 } }]]);
		await first.close();
	});
});

describe('when n8n does not store a group', () => {
	it('the followers hear "retry" and may send again', async () => {
		let broken = true;
		const store = async () => {
			if (broken) throw new Error('database is down');
		};
		await start({ maxSubmissions: 75, maxWait: 50 }, { store });
		const answers = await Promise.all([1, 2, 3].map(send));
		expect(answers.map(({ status }) => status).sort()).toEqual([500, 503, 503]);
		const follower = answers.find(({ status }) => status === 503);
		expect(follower).toMatchObject({ body: { status: 'retry' }, headers: { 'retry-after': '1' } });
		expect(server.executions).toEqual([]);
		broken = false;
		expect((await Promise.all([1, 2, 3].map(send))).map(({ status }) => status)).toEqual([
			200, 200, 200,
		]);
		expect(numbers().flat().sort()).toEqual([1, 2, 3]);
	});

	it('and the connection of the leader is cut, the followers hear "retry"', async () => {
		// n8n never comes to an answer: what it was doing when the connection went is unknown.
		await start(
			{ maxSubmissions: 75, maxWait: 50 },
			{ store: async () => await new Promise(() => {}) },
		);
		let leader: { destroy(): void } | undefined;
		const cut = post(server.url, { n: 1 }, {}, (request) => (leader = request)).catch(() => 'cut');
		await wait(20);
		const followers = [send(2), send(3)];
		await wait(100);
		leader?.destroy();
		expect(await cut).toBe('cut');
		expect((await Promise.all(followers)).map(({ status }) => status)).toEqual([503, 503]);
	});
});

it('a leader who hangs up early does not cost the followers: what n8n stored counts', async () => {
	await start({ maxSubmissions: 75, maxWait: 150 });
	let leader: { destroy(): void } | undefined;
	const cut = post(server.url, { n: 1 }, {}, (request) => (leader = request)).catch(() => 'cut');
	await wait(20);
	const followers = [send(2), send(3)];
	await wait(20);
	leader?.destroy();
	expect((await Promise.all(followers)).map(({ status }) => status)).toEqual([200, 200]);
	expect(await cut).toBe('cut');
	expect(numbers().map((group) => group.sort())).toEqual([[1, 2, 3]]);
});

it('every submission that was answered 2xx is in exactly one execution, through failures and cuts', async () => {
	let executions = 0;
	const store = async () => {
		executions++;
		await wait(executions % 5);
		if (executions % 3 === 0) throw new Error('refused');
	};
	await start({ maxSubmissions: 10, maxWait: 15 }, { store });
	const accepted: number[] = [];
	let failed = 0;
	const worker = async (first: number) => {
		for (let n = first; n < 1_000; n += 40) {
			const cut = n % 17 === 0;
			const answer = await post(server.url, { n }, {}, (request) => {
				if (cut) void wait(n % 20).then(() => request.destroy());
			}).catch(() => undefined);
			if (answer?.status === 200) accepted.push(n);
			else if (answer) expect([500, 503]).toContain(answer.status);
			if (answer?.status !== 200) failed++;
		}
	};
	await Promise.all([...Array(40).keys()].map(worker));
	const stored = numbers().flat();
	expect(new Set(stored).size).toBe(stored.length);
	expect(accepted.filter((n) => !stored.includes(n))).toEqual([]);
	expect(failed).toBeGreaterThan(100);
	expect(accepted.length).toBeGreaterThan(300);
	expect(numbers().length).toBeLessThan(stored.length / 2);
});
