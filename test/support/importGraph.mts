import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

/** What a file imports, types included. */
interface Imports {
	/** The project's files, relative to the folder. */
	own: string[];
	/** Packages and parts of Node.js. */
	others: string[];
	source: string;
}

/**
 * Reads the imports of all TypeScript files below a folder of the project.
 *
 * @returns by the file's path relative to the folder; a file that is imported but missing has no key
 */
export function importGraph(folder: string): Map<string, Imports> {
	const root = resolve(import.meta.dirname, '../..', folder);
	const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts'))
		.map((file) => join(root, file));
	const fileOf = (importer: string, name: string) => {
		const path = resolve(dirname(importer), name);
		const found = [`${path}.ts`, join(path, 'index.ts')].find((one) => files.includes(one));
		return relative(root, found ?? path);
	};
	return new Map(
		files.map((file) => {
			const source = readFileSync(file, 'utf8');
			const imports = source.matchAll(/\b(?:from|import) '([^'\n]+)';$/gm);
			const names = [...imports].map(([, name]) => name);
			const own = names.filter((name) => name.startsWith('.')).map((name) => fileOf(file, name));
			const others = names.filter((name) => !name.startsWith('.'));
			return [relative(root, file), { own, others, source }];
		}),
	);
}

/** Each chain of imports that leads back to its start, once. */
export function circlesIn(graph: ReadonlyMap<string, Imports>): string[] {
	const found: string[] = [];
	const done = new Set<string>();
	const visit = (file: string, way: readonly string[]): void => {
		if (way.includes(file)) {
			found.push([...way.slice(way.indexOf(file)), file].join(' > '));
			return;
		}
		if (done.has(file)) return;
		for (const next of graph.get(file)?.own ?? []) visit(next, [...way, file]);
		done.add(file);
	};
	for (const file of graph.keys()) visit(file, []);
	return found;
}
