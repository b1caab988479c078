import fs from 'node:fs';
import path from 'node:path';

import { root } from '../setup/dependencies.js';

/** Between these lines, a page has what a benchmark printed; the rest is written by hand. */
const BEGIN = '<!-- measured -->';
const END = '<!-- /measured -->';

/**
 * Puts figures into the page of a benchmark.
 *
 * @param page its text; everything before and after the marked part stays
 * @param measured Markdown
 * @throws when the page has no marked part
 */
export function withFigures(page: string, measured: string): string {
	const begin = page.indexOf(BEGIN);
	const end = page.indexOf(END, begin);
	if (begin === -1 || end === -1) throw new Error(`The page has no ${BEGIN} … ${END}.`);
	return `${page.slice(0, begin + BEGIN.length)}\n${measured.trim()}\n${page.slice(end)}`;
}

/** @param name of the benchmark and of its page in `docs/measurements/` */
export function writeFigures(name: string, measured: string) {
	const file = path.join(root, 'docs', 'measurements', `${name}.md`);
	fs.writeFileSync(file, withFigures(fs.readFileSync(file, 'utf8'), measured));
}
