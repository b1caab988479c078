import path from 'node:path';

import { type Release, userCache } from '../../packages/n8n-lab/src/install.mts';

/** An n8n that is pinned here. */
export interface Pin extends Release {
	name: 'newest' | 'oldest';
	pinned: string;
}

const pin = (name: Pin['name'], n8n: string, node: string): Pin => ({
	name,
	n8n,
	node,
	pinned: path.join(import.meta.dirname, 'pinned', name),
});

/** What tests, demo and benchmarks run: the newest n8n whose dependencies are all in npm's registry. */
export const NEWEST = pin('newest', '2.41.1', '24.21.0');

/** What the short form of the end-to-end tests runs: the oldest n8n that is supported. */
export const OLDEST = pin('oldest', '2.0.3', '20.20.2');

/** An image to run in place of the newest, e.g. `docker.n8n.io/n8nio/n8n:3.0.0`: n8n 3 comes only as an image. */
export const IMAGE_VARIABLE = 'KOMO_BRAZE_N8N_IMAGE';

/**
 * @returns the folder that clones share: `$KOMO_BRAZE_CACHE`, or this project's folder in the user's
 * cache
 */
export const cacheFolder = (): string =>
	process.env.KOMO_BRAZE_CACHE
		? path.resolve(process.env.KOMO_BRAZE_CACHE)
		: userCache('n8n-nodes-komo-braze');
