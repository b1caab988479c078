import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

import { readJson } from '../../packages/n8n-lab/src/system/json.mts';
import { root } from '../setup/dependencies.js';
import type { Product } from './products.mts';

/** A file that n8n loads, as the root's `package.json` lists it. */
interface Entry {
	/** Relative to the root, e.g. `dist/nodes/Komo/KomoTrigger.node.js`. */
	file: string;
	/** The type's, e.g. `komoTrigger`. */
	name: string;
	/** As users see it. */
	displayName: string;
}

/** What a product holds of this project's build. */
export interface Contents {
	nodes: Entry[];
	credentials: Entry[];
	/** All files below `dist/`, relative to the root. */
	files: string[];
}

/** The parts of a node's description or a credential that matter here. */
interface Description {
	name: string;
	displayName: string;
	icon?: string | { light: string; dark: string };
	credentials?: Array<{ name: string }>;
}

type Loaded = Entry & { description: Description };

/** The parts of the root's `package.json` that matter here. */
interface Manifest {
	n8n: { nodes: string[]; credentials: string[] };
}

/**
 * Finds what a product holds: the nodes of its services, the credentials that these use, and every
 * file that they import. The package must have been built.
 *
 * @throws when a node uses a credential that the package does not list
 */
export function contentsOf({ services }: Product): Contents {
	const { n8n } = readJson(path.join(root, 'package.json')) as Manifest;
	const nodes = n8n.nodes.map(load).filter(({ file }) => services.includes(serviceOf(file)));
	const all = n8n.credentials.map(load);
	const used = new Set(
		nodes.flatMap(({ description }) => description.credentials ?? []).map(({ name }) => name),
	);
	const credentials = all.filter(({ name }) => used.has(name));
	for (const name of used) {
		if (credentials.some((credential) => credential.name === name)) continue;
		throw new Error(`A node uses the credential "${name}", which package.json does not list.`);
	}
	const entries = [...nodes, ...credentials];
	const files = [
		...importedBy(entries.map(({ file }) => file)),
		...nodes.map(({ file }) => file.replace(/\.js$/, '.json')),
		...entries.flatMap(iconsOf),
	];
	const bare = ({ file, name, displayName }: Loaded): Entry => ({ file, name, displayName });
	return {
		nodes: nodes.map(bare),
		credentials: credentials.map(bare),
		files: [...new Set(files)].sort(),
	};
}

/** @returns the folder of `nodes/` that a built node is from */
const serviceOf = (file: string) => file.split('/')[2];

function load(file: string): Loaded {
	const exported = createRequire(import.meta.filename)(path.join(root, file)) as Record<
		string,
		new () => { description?: Description } & Description
	>;
	const instance = new exported[path.basename(file).split('.')[0]]();
	const description = instance.description ?? instance;
	return { file, name: description.name, displayName: description.displayName, description };
}

function iconsOf({ file, description: { icon } }: Loaded): string[] {
	const icons = typeof icon === 'object' ? [icon.light, icon.dark] : icon ? [icon] : [];
	return icons
		.filter((one) => one.startsWith('file:'))
		.map((one) => path.posix.join(path.posix.dirname(file), one.slice('file:'.length)));
}

/** Built files with everything of this project that they import, and what that imports. */
function importedBy(files: string[]): string[] {
	const found = new Set<string>();
	const visit = (file: string) => {
		if (found.has(file)) return;
		found.add(file);
		const source = fs.readFileSync(path.join(root, file), 'utf8');
		for (const [, name] of source.matchAll(/\brequire\("(\.[^"]+)"\)/g)) {
			visit(resolved(path.posix.join(path.posix.dirname(file), name)));
		}
	};
	files.forEach(visit);
	return [...found];
}

/** The file that Node finds by a name without its extension. */
function resolved(name: string): string {
	const candidates = [name, `${name}.js`, `${name}/index.js`];
	const found = candidates.find((file) =>
		fs.statSync(path.join(root, file), { throwIfNoEntry: false })?.isFile(),
	);
	if (found === undefined) throw new Error(`${name} is imported, but was not built.`);
	return found;
}
