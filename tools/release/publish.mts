import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { packFolder } from '../../packages/n8n-lab/src/package.mts';
import { npmEnvironment, runCommand } from '../../packages/n8n-lab/src/system/command.js';
import { root } from '../setup/dependencies.js';
import { packProduct } from './assemble.mts';
import { PRODUCTS } from './products.mts';

/** Packages of their own that are published beside the products. */
const OTHERS = ['packages/braze-sandbox', 'packages/n8n-lab'];

/**
 * Packs everything that a release publishes. The package must have been built.
 *
 * @param folder gets the tarballs
 * @returns their paths
 */
export async function packAll(folder: string): Promise<string[]> {
	const tarballs: string[] = [];
	for (const product of PRODUCTS) tarballs.push(await packProduct(product, folder));
	for (const other of OTHERS) {
		const source = path.join(root, other);
		await runCommand('npm', ['run', 'build'], { cwd: source, env: npmEnvironment() });
		tarballs.push(await packFolder(source, folder));
	}
	return tarballs;
}

interface PublishOptions {
	/** npm's own by default. */
	registry?: string;
	/** Whether npm attests where it was built; it can only do so in a GitHub Action. */
	provenance?: boolean;
	/** Whether to do everything but the last step. */
	dryRun?: boolean;
	/** Of npm, with what it needs to log in. */
	env?: NodeJS.ProcessEnv;
}

/**
 * Publishes tarballs, and leaves out those whose version the registry has already: a release that
 * stopped halfway can be run again.
 *
 * @param onProgress gets a line for each
 * @throws when there are none, or npm refuses one
 */
export async function publishAll(
	tarballs: string[],
	{ registry, provenance = false, dryRun = false, env = npmEnvironment() }: PublishOptions,
	onProgress: (line: string) => void,
) {
	if (tarballs.length === 0) throw new Error('There is nothing to publish.');
	const where = registry === undefined ? [] : ['--registry', registry];
	for (const tarball of tarballs) {
		const id = await idOf(tarball);
		if (await isPublished(id, where, env)) {
			onProgress(`${id} is published already`);
			continue;
		}
		const flags = [...(provenance ? ['--provenance'] : []), ...(dryRun ? ['--dry-run'] : [])];
		const args = ['publish', path.resolve(tarball), '--access', 'public', '--ignore-scripts'];
		await runCommand('npm', [...args, ...flags, ...where], { cwd: os.tmpdir(), env });
		onProgress(`${id} ${dryRun ? 'could be published' : 'is published'}`);
	}
}

/** @returns name and version, as npm writes them */
async function idOf(tarball: string): Promise<string> {
	const args = ['-xzOf', tarball, 'package/package.json'];
	const manifest = JSON.parse(await runCommand('tar', args)) as { name: string; version: string };
	return `${manifest.name}@${manifest.version}`;
}

async function isPublished(id: string, where: string[], env: NodeJS.ProcessEnv): Promise<boolean> {
	try {
		const args = ['view', id, 'version', '--json', ...where];
		return (await runCommand('npm', args, { cwd: os.tmpdir(), env })).trim() !== '';
	} catch (error) {
		// A version that the registry doesn't know is unpublished; anything else, such as no response, is an error.
		if (String(error).includes('E404')) return false;
		throw error;
	}
}

/** @returns the tarballs of a folder */
export const tarballsIn = (folder: string) =>
	fs
		.readdirSync(folder)
		.filter((name) => name.endsWith('.tgz'))
		.map((name) => path.join(folder, name))
		.sort();
