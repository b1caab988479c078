import { type N8nApi, n8nApi, type Owner } from './api.mts';
import { n8nEnvironment } from './environment.mts';
import { ensureN8n, type Installation } from './install.mts';
import type { Release } from './pins.mts';
import { freePorts } from './ports.mts';
import { type N8nProcess, spawnN8n } from './process.mts';
import { prepareUserFolder, type UserFolder } from './userFolder.mts';

export interface StartOptions {
	/** A packed node package to install, see `packPackage`. */
	packageTarball?: string;
	/** Others to install beside it. */
	otherTarballs?: string[];
	/** The newest n8n unless it says otherwise. */
	release?: Release;
	/** Settings of n8n's, e.g. `{ N8N_LOG_LEVEL: 'debug' }`. */
	env?: NodeJS.ProcessEnv;
	/** Gets n8n's output. */
	log?: (line: string) => void;
	/** Gets the progress of the first installation. */
	onProgress?: (line: string) => void;
}

export interface RunningN8n {
	/** The Node that runs it. */
	node: string;
	/** Of editor and webhooks. */
	url: string;
	port: number;
	userFolder: UserFolder;
	/** Of the process, to start webhook processors and workers beside. */
	env: NodeJS.ProcessEnv;
	owner: Owner;
	/** Logged in as the owner. */
	api: N8nApi;
	/** The production address. */
	webhookUrl: (webhookId: string, path: string) => string;
	process: N8nProcess;
	/** Ends n8n and removes its user folder. */
	stop: () => Promise<void>;
}

/** A port found free may be taken by the time that n8n listens: so often it is tried with others. */
const TRIES = 3;

/**
 * Starts a real n8n on free ports, with an owner and nothing else in it. The first call on a
 * machine fetches n8n.
 *
 * @returns once it answers
 */
export async function startN8n(options: StartOptions = {}): Promise<RunningN8n> {
	const installation = await ensureN8n(options.onProgress, options.release);
	const userFolder = await prepareUserFolder(...tarballsOf(options));
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

const tarballsOf = ({ packageTarball, otherTarballs = [] }: StartOptions) =>
	packageTarball === undefined ? otherTarballs : [packageTarball, ...otherTarballs];

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
