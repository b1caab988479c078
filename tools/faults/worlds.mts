import { startCluster } from '../n8n/cluster/index.mts';
import type { Service } from '../n8n/cluster/service.mts';
import type { N8nApi } from '../n8n/api.mts';
import { ensureN8n } from '../n8n/install.mts';
import { spawnN8n } from '../n8n/process.mts';
import { startN8n } from '../n8n/start.mts';
import type { Braze } from './braze.mts';

/** An n8n that can be harmed. */
export interface World {
	/** Of its webhooks. */
	url: string;
	api: N8nApi;
	services: Service[];
	stop: () => Promise<void>;
}

export interface WorldOptions {
	packageTarball: string;
	onProgress: (line: string) => void;
}

/** What is lost is noticed sooner than with n8n's own values (60, 30 and 30 seconds). */
const NOTICED_SOON = {
	QUEUE_WORKER_LOCK_DURATION: '10000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '3000',
	QUEUE_WORKER_STALLED_INTERVAL: '5000',
};

/** n8n in queue mode, see tools/n8n/cluster. */
export async function clusterWorld(options: WorldOptions, braze: Braze): Promise<World> {
	const cluster = await startCluster({ ...options, env: NOTICED_SOON });
	const { url, api, stop, main, webhooks, workers, redis, postgres } = cluster;
	const services = [main, ...webhooks, ...workers, redis, postgres, braze.sandbox];
	return { url, api, services, stop };
}

/** n8n as one process, with SQLite. */
export async function processWorld(options: WorldOptions, braze: Braze): Promise<World> {
	const env = {
		N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true',
		N8N_WORKFLOW_AUTODEACTIVATION_ENABLED: 'false',
		N8N_EVENTBUS_RECOVERY_MODE: 'simple',
	};
	const n8n = await startN8n({ ...options, env });
	const installation = await ensureN8n();
	let server = n8n.process;
	const service: Service = {
		name: 'n8n',
		pid: () => server.pid,
		async start() {
			server = spawnN8n(installation, ['start'], { env: n8n.env, cwd: n8n.userFolder.folder });
			await server.untilReady(`${n8n.url}/healthz/readiness`);
		},
		kill: () => server.kill(),
		stop: (signal) => server.stop(signal),
	};
	const stop = async () => {
		await server.stop();
		n8n.userFolder.remove();
	};
	return { url: n8n.url, api: n8n.api, services: [service, braze.sandbox], stop };
}
