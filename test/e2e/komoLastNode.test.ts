import samples from '../data/komo-samples.json';
import { isAccepted, publishTrigger } from '../support/komo.mts';
import { sharedScene } from '../support/scene.mts';
import { until } from '../support/until.mts';

type Trigger = Awaited<ReturnType<typeof publishTrigger>>;

const FORM = samples.samples.find(({ event }) => event === 'CompetitionEntrySuccess')?.body;
const EMAIL = 'last.node@example.com';
const submission = (id: string) => ({ ...FORM, submission_id: id, email: EMAIL });

const STOP = { type: 'n8n-nodes-base.stopAndError', typeVersion: 1 };
const WAIT = { type: 'n8n-nodes-base.wait', typeVersion: 1.1 };

describe('A trigger that responds when the last node finishes', () => {
	const scene = sharedScene();
	let trigger: Trigger;

	const publish = async (end: object | undefined, options: object = {}) => {
		const parameters = { events: ['*'], responseMode: 'lastNode', options };
		trigger = await publishTrigger(scene, parameters, end);
	};
	const inGroupsOf = (maxSubmissions: number) => ({
		// The machine may be busy: only a full group starts.
		groupSubmissions: { values: { maxSubmissions, maxWait: 10_000 } },
	});
	const sendAll = async (ids: string[]) =>
		await Promise.all(ids.map(async (id) => await trigger.submit(submission(id))));
	const executions = async () => await scene.api.executions(trigger.id);

	afterEach(async () => await trigger.unpublish());

	it('accepts a whole group once it has succeeded, with nothing of its data in the response', async () => {
		await publish(undefined, inGroupsOf(5));
		const responses = await sendAll(['a', 'b', 'c', 'd', 'e']);
		const statuses = (await executions()).map(({ status }) => status);
		expect(statuses).toEqual(['success']);
		for (const response of responses) {
			expect(response?.status).toBe(200);
			expect(response?.headers['content-type']).toContain('application/json');
			expect(response?.body).toBe('{"status":"accepted","submissions":1}');
		}
	});

	it('refuses a whole group when the workflow fails, and takes it when it comes again', async () => {
		const options = { ...inGroupsOf(4), ignoreDuplicates: 5 };
		await publish({ ...STOP, parameters: { errorMessage: `About ${EMAIL}` } }, options);
		for (const started of [1, 2]) {
			const responses = await sendAll(['a', 'b', 'c', 'd']);
			expect(responses.map((response) => response?.status)).toEqual([500, 500, 500, 500]);
			for (const response of responses) expect(response?.body).not.toContain(EMAIL);
			expect(await executions()).toHaveLength(started);
		}
	});

	it('refuses when the execution is stopped', async () => {
		await publish({ ...WAIT, parameters: { amount: 50 } });
		const response = trigger.submit(submission('stopped'));
		const running = await until('running execution', async () => {
			const [execution] = await executions();
			return execution?.status === 'running' ? execution : undefined;
		});
		await scene.api.call('post', `/executions/${running.id}/stop`);
		expect(isAccepted(await response)).toBe(false);
	});

	it('does not wait for what a Wait node puts off: n8n responds then', async () => {
		await publish({ ...WAIT, parameters: { resume: 'webhook' } });
		expect((await trigger.submit(submission('waits')))?.status).toBe(200);
		expect((await executions()).map(({ status }) => status)).toEqual(['waiting']);
	});

	it('waits when an expression among the parameters makes n8n evaluate when to respond', async () => {
		const parameters = {
			events: '={{ ["*"] }}',
			responseMode: 'lastNode',
			options: {},
		};
		const end = { ...STOP, parameters: { errorMessage: 'Failed' } };
		trigger = await publishTrigger(scene, parameters, end);
		expect((await trigger.submit(submission('expression')))?.status).toBe(500);
	});
});
