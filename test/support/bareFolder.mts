import fs from 'node:fs';
import path from 'node:path';

import { unpackPackage } from '../../packages/n8n-lab/src/package.mts';
import { runCommand } from '../../packages/n8n-lab/src/system/command.js';
import { makeTemporaryFolder } from '../../packages/n8n-lab/src/system/temporaryFolder.mts';
import { packProduct } from '../../tools/release/assemble.mts';
import type { Product } from '../../tools/release/products.mts';
import { root } from '../../tools/setup/dependencies.js';

/** The parts of a node's description or a credential that are compared. */
interface Description {
	name: string;
	displayName: string;
	icon: { light: string; dark: string };
	credentials?: Array<{ name: string }>;
}

/** The parts of `package.json` that are compared. */
interface Manifest {
	dependencies?: Record<string, string>;
	peerDependencies?: Record<string, string>;
	scripts?: Record<string, string>;
	n8n: { nodes: string[]; credentials: string[] };
}

/** A file of the package as Node has loaded it. */
export interface Loaded {
	/** As `package.json` lists it. */
	file: string;
	/** Names of what it exports. */
	exports: string[];
	/** A node's description; the whole of a credential. */
	description: Description;
}

export interface BareFolder {
	/** `package.json` as published. */
	manifest: Manifest;
	/** Of the tarball, with forward slashes. */
	files: string[];
	/** Reads a file of the tarball. */
	read: (file: string) => string;
	/** Loads what `package.json` lists, in a plain Node. */
	loadAll: () => Promise<Loaded[]>;
	remove: () => void;
}

/** Runs in a Node of its own, where no test runner helps to find modules. */
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
 * Unpacks a package as published into a folder with nothing but n8n-workflow beside it, as in a
 * user's n8n.
 */
export async function bareFolder(product: Product): Promise<BareFolder> {
	const temporary = makeTemporaryFolder('bare-');
	const folder = fs.realpathSync(temporary.folder);
	const modules = path.join(folder, 'node_modules');
	const unpacked = path.join(modules, product.name);
	await unpackPackage(await packProduct(product, folder), unpacked);
	const workflowPackage = path.join(root, 'node_modules', 'n8n-workflow');
	fs.symlinkSync(workflowPackage, path.join(modules, 'n8n-workflow'), 'junction');
	const read = (file: string) => fs.readFileSync(path.join(unpacked, file), 'utf8');
	return {
		manifest: JSON.parse(read('package.json')) as Manifest,
		files: filesBelow(unpacked),
		read,
		async loadAll() {
			const args = ['-e', LOADER, unpacked];
			return JSON.parse(await runCommand(process.execPath, args, { cwd: folder })) as Loaded[];
		},
		remove: temporary.remove,
	};
}

function filesBelow(folder: string) {
	return fs
		.readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
		.map((file) => file.split(path.sep).join('/'))
		.sort();
}
