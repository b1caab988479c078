import path from 'node:path';

import { readJson } from '../../packages/n8n-lab/src/system/json.mts';
import { root } from '../setup/dependencies.js';
import { contentsOf } from './contents.mts';
import { MAIN, type Product } from './products.mts';

/** The fields of the root's `package.json` that every product shares. */
const SHARED = [
	'description',
	'keywords',
	'version',
	'license',
	'author',
	'bugs',
	'engines',
	'main',
	'files',
	'peerDependencies',
	'peerDependenciesMeta',
] as const;

type RootManifest = Record<(typeof SHARED)[number], unknown> & {
	version: string;
	homepage: string;
	repository: { type: string; url: string };
	n8n: { n8nNodesApiVersion: number; strict: boolean };
};

/** @returns the `package.json` at the root */
export const rootManifest = () => readJson(path.join(root, 'package.json')) as RootManifest;

/**
 * Makes the `package.json` of a product: what all have in common, and no scripts or development
 * dependencies.
 */
export function manifestOf(product: Product): Record<string, unknown> {
	const manifest = rootManifest();
	const { name, description, keywords, folder } = product;
	const shared = Object.fromEntries(SHARED.map((key) => [key, manifest[key]]));
	const { nodes, credentials } = contentsOf(product);
	const isMain = product === MAIN;
	const [page] = manifest.homepage.split('#');
	return {
		name,
		...shared,
		...(description && { description }),
		...(keywords && { keywords }),
		homepage: isMain ? manifest.homepage : `${page}/tree/main/${folder}#readme`,
		repository: { ...manifest.repository, ...(!isMain && { directory: folder }) },
		n8n: {
			...manifest.n8n,
			credentials: credentials.map(({ file }) => file),
			nodes: nodes.map(({ file }) => file),
		},
	};
}
