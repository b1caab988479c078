import axios from 'axios';

import { ensurePrograms } from '../../packages/n8n-lab/src/cluster/programs.mts';
import { startRedis } from '../../packages/n8n-lab/src/cluster/redis.mts';
import { makeParentFolder } from '../../packages/n8n-lab/src/cluster/service.mts';
import { chain, coreWebhook, node } from '../../tools/n8n/nodes.mts';
import { NEWEST, OLDEST } from '../../tools/n8n/pins.mts';
import { freePorts } from '../../packages/n8n-lab/src/system/ports.mts';
import { type RunningN8n, startN8n } from '../../tools/n8n/start.mts';
import { readDoc } from '../support/docs.mts';
import { readMetrics, sumOf } from '../support/metrics.mts';
import { sharedScene } from '../support/scene.mts';
import { until } from '../support/until.mts';

const release = sharedScene().n8n.release === 'oldest' ? OLDEST : NEWEST;
const onTheNewest = release === NEWEST ? it : it.skip;

/** All that the page names, by who gives it. */
const FAILED = 'n8n_workflow_execution_duration_seconds_count';
const FAILED_EVENTS = 'n8n_workflow_failed_total';
const ACTIVE = 'n8n_active_workflow_count';
const WAITING = 'n8n_scaling_mode_queue_jobs_waiting';

const SETTINGS = {
	N8N_METRICS: 'true',
	N8N_METRICS_INCLUDE_WORKFLOW_ID_LABEL: 'true',
	N8N_METRICS_INCLUDE_MESSAGE_EVENT_BUS_METRICS: 'true',
	N8N_METRICS_INCLUDE_QUEUE_METRICS: 'true',
	// (Only so that the test need not wait.)
	N8N_METRICS_ACTIVE_WORKFLOW_METRIC_INTERVAL: '1',
	N8N_METRICS_QUEUE_METRICS_INTERVAL: '1',
};

const workflow = (path: string, ...rest: Array<ReturnType<typeof node>>) =>
	chain(path, [coreWebhook(path, { responseMode: 'onReceived' }), ...rest]);

const failing = () =>
	workflow(
		'fails',
		node('Stop and Error', 'n8n-nodes-base.stopAndError', 1, { errorMessage: 'No' }),
	);

describe('The figures that docs/when-something-fails.md says are worth watching', () => {
	let n8n: RunningN8n;

	beforeAll(async () => {
		n8n = await startN8n({ release, env: SETTINGS });
	});

	afterAll(async () => {
		await n8n?.stop();
	});

	const publish = async (made: ReturnType<typeof workflow>) => {
		const stored = await n8n.api.addWorkflow(made);
		await n8n.api.publish(stored);
		return stored;
	};
	const call = async (path: string) => await axios.post(`${n8n.url}/webhook/${path}`, {});
	const figure = async (name: string, labels = {}) =>
		sumOf(await readMetrics(n8n.url), name, labels);

	it('are all that it names, and are tried here', () => {
		const page = readDoc('when-something-fails.md');
		expect(new Set(page.match(/\bn8n_\w+/g))).toEqual(
			new Set([FAILED, FAILED_EVENTS, ACTIVE, WAITING]),
		);
		const settings = page.match(/N8N_METRICS\w*/g) ?? [];
		expect(settings.filter((name) => !Object.hasOwn(SETTINGS, name))).toEqual([]);
	});

	it('count the workflows that are active, and none once none is', async () => {
		const stored = await publish(workflow('idle'));
		await until('active workflow', async () => (await figure(ACTIVE)) === 1 || undefined);
		await n8n.api.unpublish(stored.id);
		await until(
			'end of the last active one',
			async () => (await figure(ACTIVE)) === 0 || undefined,
		);
	});

	it('count a failed execution once, and one that succeeds never', async () => {
		await publish(workflow('succeeds'));
		const stored = await publish(failing());
		await call('succeeds');
		await call('fails');
		await until('failed event', async () => (await figure(FAILED_EVENTS)) === 1 || undefined);
		if (release === NEWEST) {
			expect(await figure(FAILED, { status: 'failed' })).toBe(1);
			expect(await figure(FAILED, { status: 'failed', workflow_id: stored.id })).toBe(1);
			expect(await figure(FAILED, { status: 'success' })).toBe(1);
		}
		await call('fails');
		await until('second one', async () => (await figure(FAILED_EVENTS)) === 2 || undefined);
	});
});

describe('In queue mode', () => {
	onTheNewest('main says how many executions wait for a worker', async () => {
		const { redis: program } = await ensurePrograms(() => undefined);
		const { folder, remove } = makeParentFolder('metrics-');
		const [redisPort] = await freePorts(1);
		const redis = await startRedis(program, folder, redisPort);
		let n8n: RunningN8n | undefined;
		try {
			const queue = {
				EXECUTIONS_MODE: 'queue',
				QUEUE_BULL_REDIS_HOST: '127.0.0.1',
				QUEUE_BULL_REDIS_PORT: String(redisPort),
			};
			n8n = await startN8n({ release, env: { ...SETTINGS, ...queue } });
			const { url, api } = n8n;
			const stored = await api.addWorkflow(workflow('waits'));
			await api.publish(stored);
			const waiting = async () => sumOf(await readMetrics(url), WAITING);
			expect(await waiting()).toBe(0);
			// There is no worker.
			for (let number = 1; number <= 3; number++) await axios.post(`${url}/webhook/waits`, {});
			await until('figure', async () => (await waiting()) === 3 || undefined);
		} finally {
			await n8n?.stop();
			await redis.stop();
			remove();
		}
	});
});
