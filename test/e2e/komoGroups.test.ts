import samples from '../data/komo-samples.json';
import {
	type Call,
	countSubmissions,
	isAccepted,
	publishTrigger,
	sleep,
} from '../support/komo.mts';
import { storage } from '../support/komoRefusal.mts';
import { sharedScene } from '../support/scene.mts';
import { until } from '../support/until.mts';

type Trigger = Awaited<ReturnType<typeof publishTrigger>>;
type Response = Awaited<ReturnType<Trigger['submit']>>;

const FORM = samples.samples.find(({ event }) => event === 'CompetitionEntrySuccess')?.body;

const submission = (id: string) => ({ ...FORM, submission_id: id, email: `${id}@example.com` });

const idsOf = (prefix: string, count: number) =>
	Array.from({ length: count }, (_, index) => `${prefix}-${index}`);

/** What was acknowledged, and what was not. */
function split(responses: Map<string, Response>) {
	const ids = [...responses.keys()];
	return {
		accepted: ids.filter((id) => isAccepted(responses.get(id))),
		refused: ids.filter((id) => !isAccepted(responses.get(id))),
	};
}

/** At a time. */
const CALLERS = 16;

describe('Grouped submissions in a real n8n', () => {
	const scene = sharedScene();
	let trigger: Trigger;

	const publish = async (maxSubmissions: number, maxWait: number, more: object = {}) => {
		const options = { groupSubmissions: { values: { maxSubmissions, maxWait } }, ...more };
		trigger = await publishTrigger(scene, { events: ['*'], options });
	};
	/** Sends all of them, each this many milliseconds after the one before. */
	const send = async (
		ids: string[],
		gap = 0,
		cutAfter: (index: number) => Call['cutAfter'] = () => undefined,
	) => {
		const responses = new Map<string, Response>();
		await Promise.all(
			ids.map(async (id, index) => {
				await sleep(index * gap);
				responses.set(id, await trigger.submit(submission(id), { cutAfter: cutAfter(index) }));
			}),
		);
		return responses;
	};
	/** Sends without a pause, as some callers at a time, while the steps are taken. */
	const sendDuring = async (
		prefix: string,
		steps: (responses: Map<string, Response>) => Promise<void>,
	) => {
		const responses = new Map<string, Response>();
		let sent = 0;
		let isOver = false;
		const caller = async () => {
			while (!isOver) {
				const id = `${prefix}-${sent++}`;
				responses.set(id, await trigger.submit(submission(id)));
				await sleep(20);
			}
		};
		const callers = Array.from({ length: CALLERS }, caller);
		try {
			await steps(responses);
		} finally {
			isOver = true;
			await Promise.all(callers);
		}
		return responses;
	};
	const untilAccepted = async (responses: Map<string, Response>, count: number) =>
		await until(`${count} accepted`, () => split(responses).accepted.length >= count || undefined);
	const untilRefused = async (responses: Map<string, Response>, count: number) =>
		await until(`${count} refused`, () => split(responses).refused.length >= count || undefined);
	/** Sends what was not acknowledged again until all of it is, as a careful sender would. */
	const complete = async (refused: string[]) => {
		for (let left = refused, tries = 0; left.length > 0; tries++) {
			expect(tries).toBeLessThan(5);
			left = split(await send(left)).refused;
		}
	};

	afterEach(async () => await trigger.unpublish());

	it('are each in one execution, in far fewer executions than submissions', async () => {
		// A long wait: how busy the machine is must not decide what comes together.
		await publish(75, 1_000);
		const ids = idsOf('burst', 300);
		// On a busy machine, n8n itself may refuse some of so many calls at once.
		await complete(split(await send(ids)).refused);
		const started = await trigger.started();
		expect(countSubmissions(started)).toEqual(new Map(ids.map((id) => [id, 1])));
		expect(started.length).toBeGreaterThanOrEqual(4);
		expect(started.length).toBeLessThan(75);
		for (const { items } of started) expect(items.length).toBeLessThanOrEqual(75);
	});

	it('are refused, all of a group, when n8n cannot store it, and taken when sent again', async () => {
		await publish(10, 150);
		const database = storage(scene.n8n.userFolder, trigger.id);
		const ids = idsOf('refused', 40);
		await database.refuse();
		try {
			const responses = [...(await send(ids)).values()];
			// The leader hears it from n8n, the followers from the node.
			const leaders = responses.filter((response) => response?.status === 500);
			const followers = responses.filter((response) => response?.status === 503);
			expect(leaders.length).toBeGreaterThanOrEqual(4);
			expect(leaders.length + followers.length).toBe(ids.length);
			for (const response of followers) {
				expect(response?.headers['retry-after']).toBe('1');
				expect(JSON.parse(response?.body ?? '')).toEqual({ status: 'retry' });
			}
			expect(await trigger.started()).toEqual([]);
		} finally {
			await database.accept();
		}
		await complete(ids);
		expect(countSubmissions(await trigger.started())).toEqual(new Map(ids.map((id) => [id, 1])));
	});

	it('are acknowledged if and only if they are stored, while storing fails for a moment', async () => {
		await publish(8, 100);
		const database = storage(scene.n8n.userFolder, trigger.id);
		const responses = await sendDuring('moment', async (sofar) => {
			await untilAccepted(sofar, 30);
			await database.refuse();
			try {
				await untilRefused(sofar, 20);
			} finally {
				await database.accept();
			}
			await untilAccepted(sofar, split(sofar).accepted.length + 30);
		});
		const { accepted, refused } = split(responses);
		expect(countSubmissions(await trigger.started())).toEqual(
			new Map(accepted.map((id) => [id, 1])),
		);
		const ids = [...responses.keys()];
		await complete(refused);
		expect(countSubmissions(await trigger.started())).toEqual(new Map(ids.map((id) => [id, 1])));
	});

	it('survive a leader who hangs up: whoever hears "accepted" is stored once', async () => {
		await publish(50, 400);
		const ids = idsOf('leader', 20);
		// The first call leads; it is gone long before its group closes.
		const responses = await send(ids, 5, (index) => (index === 0 ? 200 : undefined));
		expect(responses.get(ids[0])).toBeUndefined();
		const { accepted, refused } = split(responses);
		const counts = countSubmissions(await trigger.started());
		for (const id of accepted) expect([id, counts.get(id)]).toEqual([id, 1]);
		const followers = refused.filter((id) => id !== ids[0]);
		for (const id of followers) expect(responses.get(id)?.status).toBe(503);
		await complete(refused);
		const all = countSubmissions(await trigger.started());
		expect([...all.keys()].sort()).toEqual([...ids].sort());
		for (const id of accepted) expect([id, all.get(id)]).toEqual([id, 1]);
	});

	it('survive callers who hang up at any moment', async () => {
		await publish(10, 120);
		const ids = idsOf('cut', 120);
		const responses = await send(ids, 8, (index) => {
			if (index % 12 === 0) return 'sent';
			return index % 3 === 0 ? (index * 37) % 260 : undefined;
		});
		const { accepted, refused } = split(responses);
		// How many more is a matter of how busy the machine is.
		expect(refused.length).toBeGreaterThanOrEqual(10);
		expect(accepted).not.toEqual([]);
		const counts = countSubmissions(await trigger.started());
		for (const id of accepted) expect([id, counts.get(id)]).toEqual([id, 1]);
		await complete(refused);
		const all = countSubmissions(await trigger.started());
		expect([...all.keys()].sort()).toEqual([...ids].sort());
		for (const id of accepted) expect([id, all.get(id)]).toEqual([id, 1]);
	});

	it('are stored once with Ignore Duplicates, whenever callers hang up and send again', async () => {
		await publish(10, 120, { ignoreDuplicates: 5 });
		const ids = idsOf('again', 120);
		const responses = await send(ids, 8, (index) => {
			if (index % 4 === 0) return 'sent';
			return index % 2 === 0 ? (index * 37) % 260 : undefined;
		});
		const { refused } = split(responses);
		expect(refused.length).toBeGreaterThanOrEqual(30);
		// Without a pause: n8n may still be storing what is sent again.
		await complete(refused);
		expect(countSubmissions(await trigger.started())).toEqual(new Map(ids.map((id) => [id, 1])));
	});

	it('are acknowledged only if they are stored, while the workflow is unpublished', async () => {
		await publish(10, 200);
		const responses = await sendDuring('unpublished', async (sofar) => {
			await untilAccepted(sofar, 30);
			await trigger.unpublish();
			await untilRefused(sofar, 20);
		});
		const { accepted, refused } = split(responses);
		expect(countSubmissions(await trigger.started())).toEqual(
			new Map(accepted.map((id) => [id, 1])),
		);
		const ids = [...responses.keys()];
		await trigger.publish();
		await complete(refused);
		expect(countSubmissions(await trigger.started())).toEqual(new Map(ids.map((id) => [id, 1])));
	});
});
