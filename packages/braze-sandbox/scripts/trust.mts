/*
 * Writes TRUST.md from the marks in the code. `npm run trust` in this package, after a mark has changed.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { type Mark, readMarks, type Trust } from './marks.mts';
import { PAGES } from './pages.mts';

const ROOT = path.join(import.meta.dirname, '..');
export const TRUST_FILE = path.join(ROOT, 'TRUST.md');

const INTRODUCTION = `# What to trust

Written by \`npm run trust\` from the marks in the code; don't edit it.

No line here was tried against a live Braze account. Braze's own documentation is the judge; where it says nothing, or says two things, the sandbox had to decide. Don't let a program depend on what stands under the second and third headings: try it with a real key first. Names in bold are settings, which offer the other side as well.
`;

const SECTIONS: Array<[Trust, string, string]> = [
	['braze', "Braze's own text", 'Restated from the page that is named.'],
	[
		'inferred',
		'Inferred',
		'From what other pages say, or from what integrators published; plausible, not proven.',
	],
	['ours', 'Ours', 'Braze says nothing about it; the sandbox does something all the same.'],
];

interface Found extends Mark {
	file: string;
}

function findMarks(): Found[] {
	const src = path.join(ROOT, 'src');
	return readdirSync(src, { recursive: true, encoding: 'utf8' })
		.map((file) => file.replaceAll('\\', '/'))
		.filter((file) => file.endsWith('.mts'))
		.toSorted()
		.flatMap((file) =>
			readMarks(readFileSync(path.join(src, file), 'utf8')).map((mark) => ({ ...mark, file })),
		);
}

/** @throws {Error} for a page without an address */
function pageOf({ page, file }: Found): readonly [string, string] {
	const known = PAGES[page ?? ''] as readonly [string, string] | undefined;
	if (!known) throw new Error(`${file} names the page '${String(page)}', which pages.mts lacks`);
	return known;
}

function line(mark: Found): string {
	const text = mark.text.replace(/[.;]$/, '');
	const sentence = text[0].toUpperCase() + text.slice(1);
	const subject = mark.subject ? `**\`${mark.subject}\`**: ` : '';
	return `- ${subject}${sentence}. <sub>[${mark.file}](src/${mark.file})</sub>`;
}

function byPage(marks: Found[]): string[] {
	const pages = new Map(marks.map((mark) => [mark.page, pageOf(mark)]));
	return [...pages]
		.toSorted(([, [one]], [, [other]]) => (one < other ? -1 : 1))
		.flatMap(([page, [title, address]]) => [
			`### [${title}](${address})`,
			'',
			...marks.filter((mark) => mark.page === page).map(line),
			'',
		]);
}

/** The text of TRUST.md. */
export function trustText(): string {
	const marks = findMarks();
	const sections = SECTIONS.flatMap(([trust, title, about]) => {
		const own = marks.filter((mark) => mark.trust === trust);
		const lines = trust === 'braze' ? byPage(own) : [...own.map(line), ''];
		return [`## ${title} (${own.length})`, '', about, '', ...lines];
	});
	return `${[INTRODUCTION, ...sections].join('\n').trimEnd()}\n`;
}

if (process.argv[1] === import.meta.filename) writeFileSync(TRUST_FILE, trustText());
