'use strict';

const crypto = require('node:crypto');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const { npmEnvironment, runCommand } = require('../../packages/n8n-lab/src/system/command');
const { withLock } = require('../../packages/n8n-lab/src/system/lock');

const root = path.join(__dirname, '..', '..');

/** @typedef {{ version?: string, optional?: boolean }} LockedPackage */

/**
 * Installs the development dependencies if `node_modules` does not hold what the lock file says.
 * npm itself keeps a record of what it installed, written last: an interrupted install has none,
 * so it is done again.
 *
 * @param {(line: string) => void} onProgress
 */
async function ensureDependencies(onProgress) {
	if (isComplete()) return;
	const id = crypto.createHash('sha256').update(fs.realpathSync(root)).digest('hex').slice(0, 16);
	const lock = path.join(os.tmpdir(), `n8n-nodes-komo-braze-${id}.lock`);
	await withLock(
		lock,
		() => install(onProgress),
		(holder) => {
			onProgress(`Waiting for ${holder}, which is installing the dependencies`);
		},
	);
}

/** @param {(line: string) => void} onProgress */
async function install(onProgress) {
	if (isComplete()) return;
	onProgress('Installing the development dependencies (npm ci)');
	const started = Date.now();
	const seconds = () => Math.round((Date.now() - started) / 1000);
	const ticker = setInterval(() => onProgress(`  npm ci: ${seconds()} s`), 10_000);
	try {
		const args = ['ci', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund'];
		await runCommand('npm', args, { cwd: root, env: npmEnvironment() });
	} finally {
		clearInterval(ticker);
	}
	onProgress(`  done in ${seconds()} s`);
}

/** @returns {boolean} whether every package of the lock file is installed in its version */
function isComplete() {
	const wanted = packagesOf(path.join(root, 'package-lock.json'));
	const installed = packagesOf(path.join(root, 'node_modules', '.package-lock.json'));
	if (!wanted) throw new Error('package-lock.json is missing: get it back from the repository.');
	if (!installed) return false;
	return Object.entries(wanted).every(([folder, { version, optional }]) => {
		if (folder === '') return true;
		// npm leaves out optional packages for other platforms.
		if (!installed[folder]) return optional === true;
		return installed[folder].version === version;
	});
}

/**
 * @param {string} file
 * @returns {Record<string, LockedPackage> | undefined}
 */
function packagesOf(file) {
	if (!fs.existsSync(file)) return undefined;
	return JSON.parse(fs.readFileSync(file, 'utf8')).packages;
}

module.exports = { ensureDependencies, root };
