import { n8nEnvironment } from '../environment.mts';
import type { Installation } from '../install.mts';
import { spawnN8n } from '../spawn.mts';
import { freePorts } from '../system/ports.mts';
import { prepareUserFolder, type UserFolder } from '../userFolder.mts';
import { DATABASE, DATABASE_USER } from './postgres.mts';
import { type Service, startService } from './service.mts';

/** What all processes of n8n share. */
export interface Shared {
	installation: Installation;
	encryptionKey: string;
	postgresPort: number;
	redisPort: number;
	/** Tarballs of node packages that every process needs. */
	packages: string[];
	/** Settings of n8n's. */
	env?: NodeJS.ProcessEnv;
	log?: (line: string) => void;
}

export type N8nService = Service & { port: number; userFolder: UserFolder };

/**
 * What makes processes of n8n one n8n (https://docs.n8n.io/hosting/scaling/queue-mode/), which loses
 * nothing that it has accepted.
 */
const clusterSettings = ({ postgresPort, redisPort }: Shared): NodeJS.ProcessEnv => ({
	EXECUTIONS_MODE: 'queue',
	DB_TYPE: 'postgresdb',
	DB_POSTGRESDB_HOST: '127.0.0.1',
	DB_POSTGRESDB_PORT: String(postgresPort),
	DB_POSTGRESDB_DATABASE: DATABASE,
	DB_POSTGRESDB_USER: DATABASE_USER,
	DB_POSTGRESDB_POOL_SIZE: '10',
	QUEUE_BULL_REDIS_HOST: '127.0.0.1',
	QUEUE_BULL_REDIS_PORT: String(redisPort),
	QUEUE_HEALTH_CHECK_ACTIVE: 'true',
	N8N_EXECUTIONS_QUEUE_KEEP_LAST_COMPLETED: '1000',
	N8N_EXECUTIONS_QUEUE_KEEP_LAST_FAILED: '1000',
	N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true',
	N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true',
	N8N_WORKFLOW_AUTODEACTIVATION_ENABLED: 'false',
});

/**
 * Starts a process of n8n with a user folder of its own, as if on another machine.
 *
 * @param args e.g. `['webhook']`
 */
export async function startN8nProcess(
	name: string,
	args: string[],
	shared: Shared,
): Promise<N8nService> {
	const { installation, encryptionKey, packages, log } = shared;
	const userFolder = await prepareUserFolder(packages);
	const { folder } = userFolder;
	const [port, brokerPort] = await freePorts(2);
	const env = n8nEnvironment({
		installation,
		userFolder: folder,
		encryptionKey,
		port,
		brokerPort,
		extra: { ...clusterSettings(shared), QUEUE_HEALTH_CHECK_PORT: String(port), ...shared.env },
	});
	const spawn = () =>
		spawnN8n(installation, args, { env, cwd: folder, log: log && prefixed(log, name) });
	// `/healthz` responds as soon as n8n listens, which is before its database is ready.
	const ready = `http://127.0.0.1:${port}/healthz/readiness`;
	const service = await startService(name, spawn, ready);
	return { ...service, port, userFolder };
}

const prefixed = (log: (line: string) => void, name: string) => (line: string) => {
	log(`${name}: ${line}`);
};
