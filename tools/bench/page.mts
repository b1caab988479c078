import fs from 'node:fs';
import path from 'node:path';

import { root } from '../setup/dependencies.js';

/**
 * Between these lines of a page stands what a benchmark printed, or one part of it; the rest is written
 * by hand.
 */
const marksOf = (part: string) => {
	const name = part === '' ? 'measured' : `measured ${part}`;
	return [`<!-- ${name} -->`, `<!-- /${name} -->`];
};

/**
 * Puts figures into the page of a benchmark.
 *
 * @param page its text; all before and after the marked part stays
 * @param measured Markdown
 * @param part of the page; none where it has one alone
 * @throws when the page marks no such part
 */
export function withFigures(page: string, measured: string, part = ''): string {
	const [from, to] = marksOf(part);
	const begin = page.indexOf(from);
	const end = page.indexOf(to, begin);
	if (begin === -1 || end === -1) throw new Error(`The page has no ${from} … ${to}.`);
	return `${page.slice(0, begin + from.length)}\n${measured.trim()}\n${page.slice(end)}`;
}

/**
 * @param name of the benchmark and of its page in `docs/measurements/`
 * @param part of the page; none where it has one alone
 */
export function writeFigures(name: string, measured: string, part = '') {
	const file = path.join(root, 'docs', 'measurements', `${name}.md`);
	fs.writeFileSync(file, withFigures(fs.readFileSync(file, 'utf8'), measured, part));
}
