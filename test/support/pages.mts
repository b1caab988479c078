import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { root } from '../../tools/setup/dependencies.js';

/** A link of a page to a file of the repository. */
interface Link {
	text: string;
	/** The file, relative to the root. */
	file: string;
	/** Of a heading in it; empty where there is none. */
	anchor: string;
}

/** Where the Markdown pages for users and contributors are. */
const FOLDERS = [
	'.',
	'docs',
	'docs/measurements',
	'deploy',
	'release/n8n-nodes-braze',
	'release/n8n-nodes-komo',
];

/** @returns the Markdown pages, relative to the root, with forward slashes */
export const pages = (): string[] =>
	FOLDERS.flatMap((folder) =>
		readdirSync(path.join(root, folder))
			.filter((name) => name.endsWith('.md'))
			.map((name) => path.posix.join(folder, name)),
	);

export const readPage = (page: string) => readFileSync(path.join(root, page), 'utf8');

export const pageExists = (page: string) => existsSync(path.join(root, page));

/** Links to files of the repository; those to other sites are not followed. */
export const linksOf = (page: string): Link[] =>
	[...readPage(page).matchAll(/\[([^\]]*)\]\(([^)\s]+)\)/g)]
		.filter(([, , target]) => !/^[a-z]+:/.test(target))
		.map(([, text, target]) => {
			const [file, anchor = ''] = target.split('#');
			const relative = file === '' ? page : path.posix.join(path.posix.dirname(page), file);
			return { text, file: relative, anchor };
		});

/** The anchor that GitHub gives a heading. */
const anchorOf = (heading: string) =>
	heading
		.toLowerCase()
		.replace(/[^\p{L}\p{N}\s_-]/gu, '')
		.trim()
		.replace(/\s/g, '-');

/** The anchors of a page's headings. */
export const anchorsOf = (page: string) =>
	[...readPage(page).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchorOf(heading));

/** Words as a reader counts them, without the lines and bars of tables. */
export const countWords = (text: string) => text.match(/[\p{L}\p{N}]\S*/gu)?.length ?? 0;

/** The figures of a text, as they are written: `1,073`, `0.57`, `20`. Code is left out. */
export const figuresIn = (text: string): string[] =>
	text.replace(/`[^`]*`/g, '').match(/(?<![\w.,])\d[\d,]*(?:\.\d+)?(?![\w])/g) ?? [];

/** The figures of a text that its source doesn't have. */
export function figuresMissing(text: string, source: string): string[] {
	const there = new Set(figuresIn(source).map(trimmed));
	return figuresIn(text)
		.map(trimmed)
		.filter((figure) => !there.has(figure));
}

/** Without the comma that ends a clause. */
const trimmed = (figure: string) => figure.replace(/,$/, '');
