import type { N8nApi } from '../../packages/n8n-lab/src/api.mts';
import { startCaddy } from '../../packages/n8n-lab/src/cluster/caddy.mts';
import { query } from '../../packages/n8n-lab/src/cluster/postgres.mts';
import { ensurePrograms } from '../../packages/n8n-lab/src/cluster/programs.mts';
import { makeParentFolder, type Service } from '../../packages/n8n-lab/src/cluster/service.mts';
import { spawnN8n } from '../../packages/n8n-lab/src/spawn.mts';
import { freePorts } from '../../packages/n8n-lab/src/system/ports.mts';
import { CADDYFILE, ensureN8n, startCluster, startN8n } from '../n8n/start.mts';
import type { Braze } from './braze.mts';

/** An n8n that can be harmed. */
export interface World {
	/** Of the proxy: where submissions are sent. */
	url: string;
	/** Of the process that has n8n's own API. */
	apiUrl: string;
	api: N8nApi;
	services: Service[];
	/** The Postgres of queue mode, which n8n and its workflows share. */
	database?: Database;
	stop: () => Promise<void>;
}

export interface Database {
	port: number;
	/** @returns the lines of the result */
	query: (sql: string) => Promise<string[]>;
}

export interface WorldOptions {
	packageTarball: string;
	onProgress: (line: string) => void;
}

/** So that n8n notices a lost worker sooner than with its defaults (60, 10 and 30 seconds). */
const NOTICED_SOON = {
	QUEUE_WORKER_LOCK_DURATION: '10000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '3000',
	QUEUE_WORKER_STALLED_INTERVAL: '5000',
};

const startOptions = ({ packageTarball, onProgress }: WorldOptions) => ({
	packages: [packageTarball],
	onProgress,
});

/** n8n in queue mode, see packages/n8n-lab. */
export async function clusterWorld(options: WorldOptions, braze: Braze): Promise<World> {
	const cluster = await startCluster({ ...startOptions(options), env: NOTICED_SOON });
	const { url, api, stop, main, webhooks, workers, redis, postgres, programs } = cluster;
	const services = [main, ...webhooks, ...workers, redis, postgres, braze.sandbox];
	const port = cluster.postgresPort;
	const database: Database = {
		port,
		query: async (sql) => await query(programs.postgres, port, sql),
	};
	return { url, apiUrl: `http://127.0.0.1:${main.port}`, api, services, database, stop };
}

/** n8n as one process, with SQLite, behind the same proxy. */
export async function processWorld(options: WorldOptions, braze: Braze): Promise<World> {
	const env = {
		N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true',
		N8N_WORKFLOW_AUTODEACTIVATION_ENABLED: 'false',
		N8N_EVENTBUS_RECOVERY_MODE: 'simple',
	};
	const n8n = await startN8n({ ...startOptions(options), env });
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
	const proxy = await startProxy(n8n.port, options);
	const stop = async () => {
		await proxy.stop();
		await server.stop();
		n8n.userFolder.remove();
	};
	const { url } = proxy;
	return { url, apiUrl: n8n.url, api: n8n.api, services: [service, braze.sandbox], stop };
}

async function startProxy(n8nPort: number, { onProgress }: WorldOptions) {
	const { caddy } = await ensurePrograms(onProgress);
	const { folder, remove } = makeParentFolder('proxy-');
	const [port] = await freePorts(1);
	const proxy = await startCaddy(caddy, CADDYFILE, folder, {
		port,
		main: n8nPort,
		webhooks: [n8nPort],
	});
	const stop = async () => {
		await proxy.stop();
		remove();
	};
	return { url: `http://127.0.0.1:${port}`, stop };
}
