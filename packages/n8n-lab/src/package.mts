import fs from 'node:fs';
import path from 'node:path';

import { npmEnvironment, runCommand } from './system/command.js';
import { readJson, writeJson } from './system/json.mts';

/** The parts of a `package.json` that matter here. */
interface Manifest {
	name: string;
	version: string;
	dependencies?: Record<string, string>;
	devDependencies?: unknown;
	peerDependencies?: unknown;
	optionalDependencies?: unknown;
}

/**
 * Packs a package as npm would publish it, without running its scripts: it must have been built.
 *
 * @param source the package's folder
 * @param folder where to put the tarball
 * @returns the tarball's path
 */
export async function packFolder(source: string, folder: string): Promise<string> {
	fs.mkdirSync(folder, { recursive: true });
	const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', path.resolve(folder)];
	const output = await runCommand('npm', args, { cwd: source, env: npmEnvironment() });
	const [{ filename }] = JSON.parse(output) as Array<{ filename: string }>;
	return path.join(folder, filename);
}

/**
 * Unpacks a tarball of npm's.
 *
 * @param folder gets the content, without the leading `package/`
 */
export async function unpackPackage(tarball: string, folder: string) {
	fs.mkdirSync(folder, { recursive: true });
	await runCommand('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1']);
}

/** @returns where n8n keeps a community package */
export const installedFolder = (userFolder: string, name: string) =>
	path.join(userFolder, '.n8n', 'nodes', 'node_modules', name);

/**
 * Installs a packed package into a user folder with the steps n8n itself takes for a community
 * package: unpack below `.n8n/nodes/node_modules`, leave development and peer dependencies out,
 * let npm install the remaining ones without running scripts, and note the package in the list.
 */
export async function installPackage(tarball: string, userFolder: string) {
	const nodes = path.join(userFolder, '.n8n', 'nodes');
	const unpacked = path.join(nodes, 'unpacked');
	await unpackPackage(tarball, unpacked);
	const manifest = readJson(path.join(unpacked, 'package.json')) as Manifest;
	delete manifest.devDependencies;
	delete manifest.peerDependencies;
	delete manifest.optionalDependencies;
	const folder = installedFolder(userFolder, manifest.name);
	fs.mkdirSync(path.dirname(folder), { recursive: true });
	fs.renameSync(unpacked, folder);
	writeJson(path.join(folder, 'package.json'), manifest);
	if (Object.keys(manifest.dependencies ?? {}).length > 0) {
		const flags = ['--ignore-scripts', '--no-bin-links', '--no-package-lock', '--no-audit'];
		const args = ['install', '--install-strategy=shallow', ...flags];
		await runCommand('npm', args, { cwd: folder, env: npmEnvironment() });
	}
	const file = path.join(nodes, 'package.json');
	const before = fs.existsSync(file) ? (readJson(file) as Manifest).dependencies : {};
	const dependencies = { ...before, [manifest.name]: manifest.version };
	writeJson(file, { name: 'installed-nodes', private: true, dependencies });
}
