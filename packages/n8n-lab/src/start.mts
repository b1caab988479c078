import { type N8nApi, n8nApi, type Owner } from './api.mts';
import { n8nEnvironment } from './environment.mts';
import type { Installation } from './install.mts';
import { spawnN8n } from './spawn.mts';
import { freePorts } from './system/ports.mts';
import type { ServerProcess } from './system/server.mts';
import { prepareUserFolder, type UserFolder } from './userFolder.mts';

export interface StartOptions {
	/** Tarballs of node packages to install, see `packFolder`. */
	packages?: string[];
	/** Settings of n8n's, e.g. `{ N8N_LOG_LEVEL: 'debug' }`. */
	env?: NodeJS.ProcessEnv;
	/** Gets n8n's output. */
	log?: (line: string) => void;
}

export interface RunningN8n {
	/** The Node that runs it. */
	node: string;
	/** Of editor and webhooks. */
	url: string;
	port: number;
	userFolder: UserFolder;
	/** Of the process, for starting webhook processes and workers beside it. */
	env: NodeJS.ProcessEnv;
	owner: Owner;
	/** Logged in as the owner. */
	api: N8nApi;
	/** The production address. */
	webhookUrl: (webhookId: string, path: string) => string;
	process: ServerProcess;
	/** Ends n8n and removes its user folder. */
	stop: () => Promise<void>;
}

/** Each on other ports: a free one may be taken by the time n8n listens. */
const TRIES = 3;

/**
 * Starts a real n8n on free ports, with an owner, the given packages and nothing else in it.
 *
 * @returns once it responds
 */
export async function startN8n(
	installation: Installation,
	options: StartOptions = {},
): Promise<RunningN8n> {
	const userFolder = await prepareUserFolder(options.packages ?? []);
	try {
		const server = await startServer(installation, userFolder, options);
		const stop = async () => {
			await server.process.stop();
			userFolder.remove();
		};
		try {
			const { url } = server;
			const api = n8nApi(url);
			const owner = await api.setUpOwner();
			const webhookUrl = (id: string, path: string) => `${url}/webhook/${id}/${path}`;
			return { node: installation.node, ...server, userFolder, owner, api, webhookUrl, stop };
		} catch (error) {
			await stop();
			throw error;
		}
	} catch (error) {
		userFolder.remove();
		throw error;
	}
}

async function startServer(
	installation: Installation,
	{ folder, encryptionKey }: UserFolder,
	{ env: extra, log }: StartOptions,
) {
	for (let tries = 1; ; tries++) {
		const [port, brokerPort] = await freePorts(2);
		const place = { installation, userFolder: folder, encryptionKey, port, brokerPort };
		const env = n8nEnvironment({ ...place, extra });
		const server = spawnN8n(installation, ['start'], { env, cwd: folder, log });
		try {
			const url = `http://127.0.0.1:${port}`;
			await server.untilReady(`${url}/healthz/readiness`);
			await server.untilReady(`${url}/rest/settings`);
			return { url, port, env, process: server };
		} catch (error) {
			await server.stop();
			if (tries === TRIES || !/EADDRINUSE|already in use/.test(server.lastOutput())) throw error;
		}
	}
}
