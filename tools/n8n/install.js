'use strict';

const fs = require('node:fs');
const path = require('node:path');

const { isWindows, npmEnvironment, runCommand } = require('../setup/command');
const { withLock } = require('../setup/lock');
const { INSTALLATION, N8N_VERSION, NODE_PACKAGE, NODE_VERSION, cacheFolder } = require('./pins');
const { startProgress } = require('./progress');
const { missingToolchain, toolchainAdvice } = require('./toolchain');

/**
 * @typedef {object} Installation
 * @property {string} folder
 * @property {string} node the Node that runs n8n
 * @property {string} n8n n8n's command, a script for that Node
 */

const NPM_FLAGS = ['--no-audit', '--no-fund'];

/**
 * Brings the pinned n8n and its Node into the cache, once: 3 to 6 minutes and 3 GB. It is put
 * together in a folder beside its final place and moved there when it is complete and has been
 * tried, so what is found there is always whole.
 *
 * @param {(line: string) => void} [onProgress] gets lines to show to whoever waits
 * @returns {Promise<Installation>}
 */
async function ensureN8n(onProgress = () => {}) {
	const folder = path.join(cacheFolder(), INSTALLATION);
	if (!fs.existsSync(folder)) {
		const work = async () => {
			if (!fs.existsSync(folder)) await installInto(folder, onProgress);
		};
		await withLock(`${folder}.lock`, work, (holder) => {
			onProgress(`Waiting for ${holder}, which is installing n8n ${N8N_VERSION}`);
		});
	}
	return installationIn(folder);
}

/**
 * @param {string} folder
 * @returns {Installation}
 */
function installationIn(folder) {
	return {
		folder,
		node: path.join(nodeFolder(folder), 'bin', isWindows ? 'node.exe' : 'node'),
		n8n: path.join(folder, 'n8n', 'node_modules', 'n8n', 'bin', 'n8n'),
	};
}

/** @param {string} folder */
const nodeFolder = (folder) => path.join(folder, 'node', 'node_modules', NODE_PACKAGE);

/**
 * @param {string} folder the final place
 * @param {(line: string) => void} onProgress
 */
async function installInto(folder, onProgress) {
	removeLeftovers(folder);
	const partial = `${folder}.installing-${process.pid}`;
	fs.mkdirSync(partial, { recursive: true });
	onProgress(`Installing n8n ${N8N_VERSION} into ${cacheFolder()} (once; about 5 minutes, 3 GB)`);
	const missing = missingToolchain();
	if (missing.length) onProgress(`  Note: ${toolchainAdvice(missing)}`);
	const progress = startProgress(cacheFolder(), onProgress);
	try {
		progress.step(`Node ${NODE_VERSION}`);
		await installNode(path.join(partial, 'node'));
		progress.step(`n8n ${N8N_VERSION} and its packages`);
		await installPackages(path.join(partial, 'n8n'));
		progress.step("n8n's database driver");
		await buildDatabaseDriver(partial);
		progress.step('trying it');
		await tryOut(partial);
		fs.renameSync(partial, folder);
	} finally {
		progress.stop();
		fs.rmSync(partial, { recursive: true, force: true });
	}
}

/**
 * Removes what interrupted installations left. Only called by the holder of the lock.
 *
 * @param {string} folder
 */
function removeLeftovers(folder) {
	const parent = path.dirname(folder);
	const prefix = `${path.basename(folder)}.installing-`;
	for (const name of fs.readdirSync(parent)) {
		if (name.startsWith(prefix)) {
			fs.rmSync(path.join(parent, name), { recursive: true, force: true });
		}
	}
}

/** @param {string} folder */
async function installNode(folder) {
	fs.mkdirSync(folder, { recursive: true });
	const dependencies = { [NODE_PACKAGE]: NODE_VERSION };
	writeJson(path.join(folder, 'package.json'), { private: true, dependencies });
	// The general package fetches the binary of the platform in an install script.
	const scripts = NODE_PACKAGE === 'node' ? '--ignore-scripts=false' : '--ignore-scripts';
	await npm(folder, ['install', scripts, '--no-package-lock']);
}

/** @param {string} folder */
async function installPackages(folder) {
	fs.mkdirSync(folder, { recursive: true });
	for (const name of ['package.json', 'package-lock.json']) {
		fs.copyFileSync(path.join(__dirname, 'pinned', name), path.join(folder, name));
	}
	// Not `npm ci`: it gives up where a registry lacks the binaries of some other platform.
	await npm(folder, ['install', '--ignore-scripts']);
}

/**
 * sqlite3 fetches a ready-made binary where it can, and is compiled against the headers of the
 * Node that will run it where it cannot.
 *
 * @param {string} partial
 */
async function buildDatabaseDriver(partial) {
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

/**
 * Loads the compiled parts and n8n's command with the Node that will run them.
 *
 * @param {string} partial
 */
async function tryOut(partial) {
	const { node, n8n } = installationIn(partial);
	const cwd = path.join(partial, 'n8n');
	await runCommand(node, ['-e', "require('sqlite3'); require('isolated-vm')"], { cwd });
	const version = (await runCommand(node, [n8n, '--version'], { cwd })).trim();
	if (version !== N8N_VERSION) {
		throw new Error(`The installed n8n says it is ${version}, not ${N8N_VERSION}.`);
	}
}

/**
 * @param {string} cwd
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
const npm = (cwd, args, env = npmEnvironment()) =>
	runCommand('npm', [...args, ...NPM_FLAGS], { cwd, env });

/**
 * @param {string} file
 * @param {unknown} value
 */
const writeJson = (file, value) => fs.writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);

module.exports = { ensureN8n };
