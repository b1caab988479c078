'use strict';

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const { packPackage, unpackPackage } = require('../../tools/n8n/package');
const { runCommand } = require('../../tools/setup/command');

/**
 * @typedef {object} Loaded what a file of the package is once Node has loaded it
 * @property {string} file as `package.json` lists it
 * @property {string[]} exports names of what it exports
 * @property {any} description of a node; of a credential the whole of it
 *
 * @typedef {object} BareFolder
 * @property {any} manifest `package.json` as published
 * @property {string[]} files of the tarball, with forward slashes
 * @property {(file: string) => string} read a file of the tarball
 * @property {() => Promise<Loaded[]>} loadAll loads what `package.json` lists, in a plain Node
 * @property {() => void} remove
 */

/** Runs in a Node of its own, where no test runner helps modules to be found. */
const LOADER = `
const path = require('node:path');
const folder = process.argv[1];
const { n8n } = require(path.join(folder, 'package.json'));
const loaded = [...n8n.nodes, ...n8n.credentials].map((file) => {
	const exported = require(path.join(folder, file));
	const name = path.basename(file).split('.')[0];
	const instance = new exported[name]();
	return { file, exports: Object.keys(exported), description: instance.description ?? instance };
});
process.stdout.write(JSON.stringify(loaded));
`;

/**
 * Unpacks this package as published into a folder where nothing but n8n-workflow is to be found
 * beside it, as in a user's n8n.
 *
 * @returns {Promise<BareFolder>}
 */
async function bareFolder() {
	const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'bare-')));
	const modules = path.join(folder, 'node_modules');
	const unpacked = path.join(modules, 'n8n-nodes-komo-braze');
	await unpackPackage(await packPackage(folder), unpacked);
	const workflowPackage = path.join(__dirname, '..', '..', 'node_modules', 'n8n-workflow');
	fs.symlinkSync(workflowPackage, path.join(modules, 'n8n-workflow'), 'junction');
	/** @param {string} file */
	const read = (file) => fs.readFileSync(path.join(unpacked, file), 'utf8');
	return {
		manifest: JSON.parse(read('package.json')),
		files: filesBelow(unpacked),
		read,
		loadAll: async () =>
			JSON.parse(await runCommand(process.execPath, ['-e', LOADER, unpacked], { cwd: folder })),
		remove: () => fs.rmSync(folder, { recursive: true, force: true }),
	};
}

/** @param {string} folder */
function filesBelow(folder) {
	return fs
		.readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
		.map((file) => file.split(path.sep).join('/'))
		.sort();
}

module.exports = { bareFolder };
