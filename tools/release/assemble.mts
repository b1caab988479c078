import fs from 'node:fs';
import path from 'node:path';

import { packFolder } from '../../packages/n8n-lab/src/package.mts';
import { readJson, writeJson } from '../../packages/n8n-lab/src/system/json.mts';
import { makeTemporaryFolder } from '../../packages/n8n-lab/src/system/temporaryFolder.mts';
import { root } from '../setup/dependencies.js';
import { withoutNodes } from './changelog.mts';
import { type Contents, contentsOf } from './contents.mts';
import { withAbsoluteLinks } from './links.mts';
import { manifestOf, rootManifest } from './manifest.mts';
import { MAIN, type Product } from './products.mts';

/**
 * Puts together what is published of a product, from one build that all share.
 *
 * @param folder gets the package; must not exist
 */
function assemble(product: Product, folder: string) {
	const contents = contentsOf(product);
	fs.mkdirSync(folder, { recursive: true });
	for (const file of contents.files) copyFile(file, folder);
	for (const { file } of contents.nodes) adaptCodex(path.join(folder, file), product);
	writeJson(path.join(folder, 'package.json'), manifestOf(product));
	fs.writeFileSync(path.join(folder, 'index.js'), indexOf(contents));
	copyFile('LICENSE', folder);
	const { version } = rootManifest();
	const readme = read(path.join(product.folder, 'README.md'));
	write(folder, 'README.md', withAbsoluteLinks(readme, product.folder, version));
	const others = contentsOf(MAIN).nodes.filter(({ file }) => !contents.files.includes(file));
	const changes = withoutNodes(
		read('CHANGELOG.md'),
		others.map(({ displayName }) => displayName),
	);
	write(folder, 'CHANGELOG.md', withAbsoluteLinks(changes, '.', version));
}

/** n8n finds nodes by package.json; this is for anyone who requires the package. */
function indexOf({ nodes, credentials }: Contents): string {
	const lines = [...credentials, ...nodes].map(({ file }) => `\t...require('./${file}'),\n`);
	return `'use strict';\n\nmodule.exports = {\n${lines.join('')}};\n`;
}

/**
 * A codex file names the type with its package, and lists what users may search for: not services
 * that the package doesn't have.
 *
 * @param file a built node; its codex file is beside it
 */
function adaptCodex(file: string, { name, services }: Product) {
	const codexFile = file.replace(/\.js$/, '.json');
	const codex = readJson(codexFile) as { node: string; alias: string[] };
	const type = codex.node.slice(codex.node.lastIndexOf('.') + 1);
	const others = MAIN.services.filter((service) => !services.includes(service));
	const alias = codex.alias.filter((word) => !others.includes(word));
	writeJson(codexFile, { ...codex, node: `${name}.${type}`, alias });
}

/**
 * Packs a product as it is published.
 *
 * @param folder where to put the tarball
 * @returns the tarball's path
 */
export async function packProduct(product: Product, folder: string): Promise<string> {
	const built = path.join(root, 'dist', 'nodes');
	if (!fs.existsSync(built)) throw new Error('There is no dist folder yet: run `npm run build`.');
	const assembled = makeTemporaryFolder('assembled-');
	try {
		const content = path.join(assembled.folder, product.name);
		assemble(product, content);
		return await packFolder(content, folder);
	} finally {
		assembled.remove();
	}
}

function copyFile(file: string, folder: string) {
	const target = path.join(folder, file);
	fs.mkdirSync(path.dirname(target), { recursive: true });
	fs.copyFileSync(path.join(root, file), target);
}

const read = (file: string) => fs.readFileSync(path.join(root, file), 'utf8');

const write = (folder: string, file: string, text: string) => {
	fs.writeFileSync(path.join(folder, file), text);
};
