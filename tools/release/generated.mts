import fs from 'node:fs';
import path from 'node:path';

import { root } from '../setup/dependencies.js';
import { manifestOf } from './manifest.mts';
import { SINGLES } from './products.mts';
import { SINGLES_FOLDER, singleTemplates } from './templates.mts';

/**
 * The files of the repository that are made from others, by path relative to the root: the manifests
 * by which n8n's scan finds each package's source, and the templates for the packages of one service. The package must have been built.
 */
function generatedFiles(): Map<string, string> {
	const manifests = SINGLES.map((product) => {
		const text = `${JSON.stringify(manifestOf(product), null, 2)}\n`;
		return [path.posix.join(product.folder, 'package.json'), text] as const;
	});
	const templates = [...singleTemplates()].map(
		([file, text]) => [path.posix.join(SINGLES_FOLDER, file), text] as const,
	);
	return new Map([...manifests, ...templates]);
}

/** @returns the generated files that are missing, differ, or should not be there */
export function staleFiles(): string[] {
	const wanted = generatedFiles();
	const changed = [...wanted].filter(([file, text]) => textOf(file) !== text);
	const left = fs
		.readdirSync(path.join(root, SINGLES_FOLDER))
		.map((name) => path.posix.join(SINGLES_FOLDER, name))
		.filter((file) => !wanted.has(file));
	return [...changed.map(([file]) => file), ...left];
}

export function writeGeneratedFiles() {
	fs.rmSync(path.join(root, SINGLES_FOLDER), { recursive: true, force: true });
	for (const [file, text] of generatedFiles()) {
		fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
		fs.writeFileSync(path.join(root, file), text);
	}
}

function textOf(file: string): string | undefined {
	const place = path.join(root, file);
	return fs.existsSync(place) ? fs.readFileSync(place, 'utf8') : undefined;
}
