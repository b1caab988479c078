'use strict';

const fs = require('node:fs');
const path = require('node:path');

const { npmEnvironment, runCommand } = require('../setup/command');
const { root } = require('../setup/dependencies');

/**
 * Packs this package as it would be published. It must have been built.
 *
 * @param {string} folder where to put the tarball
 * @returns {Promise<string>} the tarball's path
 */
async function packPackage(folder) {
	const built = path.join(root, 'dist', 'nodes');
	if (!fs.existsSync(built)) throw new Error('There is no dist folder yet: run `npm run build`.');
	fs.mkdirSync(folder, { recursive: true });
	const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
	const output = await runCommand('npm', args, { cwd: root, env: npmEnvironment() });
	const [{ filename }] = JSON.parse(output);
	return path.join(folder, filename);
}

/**
 * Unpacks a tarball of npm's.
 *
 * @param {string} tarball
 * @param {string} folder gets the content, without the leading `package/`
 */
async function unpackPackage(tarball, folder) {
	fs.mkdirSync(folder, { recursive: true });
	await runCommand('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1']);
}

/**
 * Installs a packed package into a user folder with the steps n8n itself takes for a community
 * package: unpack below `.n8n/nodes/node_modules`, leave development and peer dependencies out,
 * let npm install the remaining ones without running scripts, and note the package in the list.
 *
 * @param {string} tarball
 * @param {string} userFolder
 */
async function installPackage(tarball, userFolder) {
	const nodes = path.join(userFolder, '.n8n', 'nodes');
	const unpacked = path.join(nodes, 'unpacked');
	await unpackPackage(tarball, unpacked);
	const manifest = readJson(path.join(unpacked, 'package.json'));
	for (const part of ['devDependencies', 'peerDependencies', 'optionalDependencies']) {
		delete manifest[part];
	}
	const folder = path.join(nodes, 'node_modules', manifest.name);
	fs.mkdirSync(path.dirname(folder), { recursive: true });
	fs.renameSync(unpacked, folder);
	writeJson(path.join(folder, 'package.json'), manifest);
	if (Object.keys(manifest.dependencies ?? {}).length > 0) {
		const flags = ['--ignore-scripts', '--no-bin-links', '--no-package-lock', '--no-audit'];
		const args = ['install', '--install-strategy=shallow', ...flags];
		await runCommand('npm', args, { cwd: folder, env: npmEnvironment() });
	}
	const dependencies = { [manifest.name]: manifest.version };
	const list = { name: 'installed-nodes', private: true, dependencies };
	writeJson(path.join(nodes, 'package.json'), list);
}

/** @param {string} file */
const readJson = (file) => JSON.parse(fs.readFileSync(file, 'utf8'));

/**
 * @param {string} file
 * @param {unknown} value
 */
const writeJson = (file, value) => fs.writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);

module.exports = { packPackage, unpackPackage, installPackage };
