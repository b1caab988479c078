import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { root } from '../../tools/setup/dependencies.js';

/** @returns the text of a page below `docs/` */
export const readDoc = (name: string) => readFileSync(join(root, 'docs', name), 'utf8');

const filesIn = (folder: string, ending: string) =>
	readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith(ending))
		.map((name) => join(folder, name));

/** An expression for n8n that a text of the nodes or a page shows. */
interface ShownExpression {
	file: string;
	code: string;
}

/** All expressions that users read and that read an item. (Liquid has double braces, too.) */
export function shownExpressions(): ShownExpression[] {
	const files = [...filesIn('nodes', '.ts'), ...filesIn('docs', '.md'), 'README.md'];
	const shown = files.flatMap((file) =>
		[...readFileSync(join(root, file), 'utf8').matchAll(/\{\{(.+?)\}\}/gs)]
			// (What the nodes insert into their texts are numbers and names.)
			.map(([, code]) => ({ file, code: code.trim().replace(/\$\{[^}]*\}/g, '1') }))
			.filter(({ code }) => /\$json|\$\(/.test(code)),
	);
	return [...new Map(shown.map((one) => [`${one.file} ${one.code}`, one])).values()];
}
