import fs from 'node:fs';
import path from 'node:path';

import { root } from '../setup/dependencies.js';
import { contentsOf } from './contents.mts';
import { MAIN, SINGLES } from './products.mts';

/** Templates for the main package, and the same for those of one service each. */
const FOLDER = 'workflows';
export const SINGLES_FOLDER = `${FOLDER}/single-packages`;

/** In n8n, a node as an AI agent's tool has a type of its own. */
const TOOL = /Tool$/;

/** @returns the templates for the packages of one service, by file name */
export function singleTemplates(): Map<string, string> {
	const homes = new Map(
		SINGLES.flatMap((product) =>
			contentsOf(product).nodes.map(({ name }) => [name, product.name] as const),
		),
	);
	const folder = path.join(root, FOLDER);
	const files = fs.readdirSync(folder).filter((name) => name.endsWith('.json'));
	const templates = files.map((file) => {
		const template = fs.readFileSync(path.join(folder, file), 'utf8');
		return [file, withTypesOf(template, homes)] as const;
	});
	return new Map(templates);
}

/**
 * Makes the nodes of a template those of other packages.
 *
 * @param template JSON; types are renamed in expressions as well
 * @param homes the package that has a node, by the node's name
 */
export function withTypesOf(template: string, homes: ReadonlyMap<string, string>): string {
	const type = new RegExp(`\\b${MAIN.name}\\.(\\w+)`, 'g');
	return template.replace(type, (whole, name: string) => {
		const home = homes.get(name.replace(TOOL, ''));
		return home === undefined ? whole : `${home}.${name}`;
	});
}
