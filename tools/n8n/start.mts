/*
 * The lab (packages/n8n-lab) with what is this project's own: the pinned n8n, its cache, and the
 * Caddyfile that is deployed.
 */

import path from 'node:path';

import {
	type Cluster,
	type ClusterOptions,
	startCluster as startLabCluster,
} from '../../packages/n8n-lab/src/cluster/index.mts';
import { n8nImage } from '../../packages/n8n-lab/src/docker.mts';
import { type Installation, installN8n } from '../../packages/n8n-lab/src/install.mts';
import {
	type RunningN8n,
	startN8n as startLabN8n,
	type StartOptions as LabOptions,
} from '../../packages/n8n-lab/src/start.mts';
import { root } from '../setup/dependencies.js';
import { cacheFolder, IMAGE_VARIABLE, NEWEST, type Pin } from './pins.mts';

export type { Cluster, RunningN8n };

export const CADDYFILE = path.join(root, 'deploy', 'Caddyfile');

export interface StartOptions extends LabOptions {
	/** The newest n8n by default. */
	release?: Pin;
	/** Gets the progress of the first installation. */
	onProgress?: (line: string) => void;
}

/**
 * Brings a pinned n8n into the cache; for the newest, `KOMO_BRAZE_N8N_IMAGE` can name an image instead.
 *
 * @param onProgress gets lines about the progress
 */
export async function ensureN8n(
	onProgress?: (line: string) => void,
	release = NEWEST,
): Promise<Installation> {
	const image = process.env[IMAGE_VARIABLE];
	if (image && release === NEWEST) return n8nImage(image);
	return await installN8n(release, { cacheFolder: cacheFolder(), onProgress });
}

/** Starts a real n8n, which is fetched by the first call on a machine. */
export async function startN8n({
	release,
	onProgress,
	...options
}: StartOptions = {}): Promise<RunningN8n> {
	return await startLabN8n(await ensureN8n(onProgress, release), options);
}

/** Starts n8n in queue mode, behind the proxy of `deploy/`. */
export async function startCluster(
	options: Omit<ClusterOptions, 'caddyfile'> = {},
): Promise<Cluster> {
	const installation = await ensureN8n(options.onProgress);
	return await startLabCluster(installation, { ...options, caddyfile: CADDYFILE });
}
