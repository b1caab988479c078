import crypto from 'node:crypto';

import { type N8nApi, n8nApi, type Owner } from '../api.mts';
import type { Installation } from '../install.mts';
import { freePorts } from '../system/ports.mts';
import { startCaddy } from './caddy.mts';
import { startPostgres } from './postgres.mts';
import { type N8nService, startN8nProcess } from './processes.mts';
import { ensurePrograms, type Programs } from './programs.mts';
import { startRedis } from './redis.mts';
import { makeParentFolder, type Service } from './service.mts';

export interface ClusterOptions {
	/**
	 * Caddy's configuration. It gets Caddy's address as `SITE`, main's as `MAIN`, and those of the
	 * webhook processes, separated by spaces, as `WEBHOOKS`.
	 */
	caddyfile: string;
	/** Tarballs of node packages that every process needs, see `packFolder`. */
	packages?: string[];
	webhooks?: number;
	workers?: number;
	/** How many executions a worker runs at a time. */
	concurrency?: number;
	/** Settings of n8n's, for every process. */
	env?: NodeJS.ProcessEnv;
	log?: (line: string) => void;
	onProgress?: (line: string) => void;
}

export interface Cluster {
	/** Of the proxy: editor and webhooks. */
	url: string;
	/** The Node that runs n8n. */
	node: string;
	programs: Programs;
	postgresPort: number;
	redisPort: number;
	postgres: Service;
	redis: Service;
	proxy: Service;
	main: N8nService;
	webhooks: N8nService[];
	workers: N8nService[];
	owner: Owner;
	/** Logged in as the owner. */
	api: N8nApi;
	/** The production address. */
	webhookUrl: (webhookId: string, path: string) => string;
	/** Ends everything and removes what it has stored. */
	stop: () => Promise<void>;
}

/**
 * Starts n8n in queue mode on this machine: Postgres and Redis with data of their own, main, webhook
 * processes, workers, and Caddy in front, all on free ports of the loopback address.
 */
export async function startCluster(
	installation: Installation,
	options: ClusterOptions,
): Promise<Cluster> {
	const { onProgress = () => undefined, packages = [], env, log } = options;
	const programs = await ensurePrograms(onProgress);
	const { folder, remove } = makeParentFolder('cluster-');
	const started: Array<Service | N8nService> = [];
	const begin = async <S extends Service>(service: Promise<S>): Promise<S> => {
		const running = await service;
		started.push(running);
		onProgress(`  ${running.name} is up`);
		return running;
	};
	const stop = async () => {
		for (const service of started.reverse()) {
			// (Postgres waits for its clients to disconnect, unless it gets a SIGINT.)
			await service.stop(service.name === 'Postgres' ? 'SIGINT' : 'SIGTERM');
			if ('userFolder' in service) service.userFolder.remove();
		}
		remove();
	};
	try {
		onProgress('Starting a cluster');
		const [postgresPort, redisPort, port] = await freePorts(3);
		const postgres = await begin(startPostgres(programs.postgres, folder, postgresPort));
		const redis = await begin(startRedis(programs.redis, folder, redisPort));
		const encryptionKey = crypto.randomBytes(24).toString('hex');
		const shared = {
			installation,
			encryptionKey,
			postgresPort,
			redisPort,
			packages,
			env,
			log,
		};
		const main = await begin(startN8nProcess('main', ['start'], shared));
		const several = async (name: string, args: string[], count: number) => {
			const services: N8nService[] = [];
			// One after the other: no slower on a small machine, and each is ready in time.
			for (let number = 1; number <= count; number++) {
				services.push(await begin(startN8nProcess(`${name} ${number}`, args, shared)));
			}
			return services;
		};
		const webhooks = await several('webhook process', ['webhook'], options.webhooks ?? 2);
		const concurrency = `--concurrency=${options.concurrency ?? 10}`;
		const workers = await several('worker', ['worker', concurrency], options.workers ?? 2);
		const ports = { port, main: main.port, webhooks: webhooks.map((webhook) => webhook.port) };
		const proxy = await begin(startCaddy(programs.caddy, options.caddyfile, folder, ports));
		const url = `http://127.0.0.1:${port}`;
		const api = n8nApi(`http://127.0.0.1:${main.port}`);
		const owner = await api.setUpOwner();
		return {
			url,
			node: installation.node,
			programs,
			postgresPort,
			redisPort,
			postgres,
			redis,
			proxy,
			main,
			webhooks,
			workers,
			owner,
			api,
			webhookUrl: (id, name) => `${url}/webhook/${id}/${name}`,
			stop,
		};
	} catch (error) {
		await stop();
		throw error;
	}
}
