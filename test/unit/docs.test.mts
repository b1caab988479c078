import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

import { root } from '../../tools/setup/dependencies.js';

const pages = [
	...readdirSync(root).filter((name) => name.endsWith('.md')),
	...readdirSync(path.join(root, 'docs'))
		.filter((name) => name.endsWith('.md'))
		.map((name) => path.join('docs', name)),
];

const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

/** The anchor that GitHub gives a heading. */
const anchorOf = (heading: string) =>
	heading
		.toLowerCase()
		.replace(/[^\p{L}\p{N}\s_-]/gu, '')
		.trim()
		.replace(/\s/g, '-');

const anchors = (file: string) =>
	[...read(file).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchorOf(heading));

/** Links to files of the repository; those to other sites are not followed. */
const links = (file: string) =>
	[...read(file).matchAll(/\]\(([^)\s]+)\)/g)]
		.map(([, target]) => target)
		.filter((target) => !/^[a-z]+:/.test(target));

describe.each(pages)('%s', (page) => {
	it('links to files and headings that there are', () => {
		const broken = links(page).filter((link) => {
			const [target, anchor = ''] = link.split('#');
			const file = target === '' ? page : path.join(path.dirname(page), target);
			if (!existsSync(path.join(root, file))) return true;
			return anchor !== '' && !anchors(file).includes(anchor);
		});
		expect(broken).toEqual([]);
	});
});

it('every page of docs/ is linked from another', () => {
	const linked = new Set(
		pages.flatMap((page) =>
			links(page).map((link) => path.join(path.dirname(page), link.split('#')[0])),
		),
	);
	const missing = pages.filter((page) => page.startsWith('docs') && !linked.has(page));
	expect(missing).toEqual([]);
});
