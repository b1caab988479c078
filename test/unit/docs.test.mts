import {
	anchorsOf,
	countWords,
	figuresIn,
	figuresMissing,
	linksOf,
	pageExists,
	pages,
	readPage,
} from '../support/pages.mts';

/** A page that is longer is two. */
const MOST_WORDS = 1_500;

const isMeasurement = (page: string) => page.startsWith('docs/measurements/');

describe.each(pages())('%s', (page) => {
	it('links to files and headings that there are', () => {
		const broken = linksOf(page).filter(
			({ file, anchor }) =>
				!pageExists(file) || (anchor !== '' && !anchorsOf(file).includes(anchor)),
		);
		expect(broken).toEqual([]);
	});

	it('quotes measurements as they stand on their pages', () => {
		const wrong = linksOf(page)
			.filter(({ file }) => isMeasurement(file))
			.map(({ text, file }) => ({ text, file, missing: figuresMissing(text, readPage(file)) }))
			.filter(({ missing }) => missing.length > 0);
		expect(wrong).toEqual([]);
	});
});

const docs = pages().filter((page) => page.startsWith('docs/'));

it.each(docs)('%s is linked from another page', (page) => {
	const others = pages().filter((other) => other !== page);
	expect(others.some((other) => linksOf(other).some(({ file }) => file === page))).toBe(true);
});

it.each(docs)('%s is no longer than a page', (page) => {
	expect(countWords(readPage(page))).toBeLessThanOrEqual(MOST_WORDS);
});

it.each(docs.filter((page) => !isMeasurement(page)))(
	'%s advises: when and on which machine something was measured stands elsewhere',
	(page) => {
		expect(readPage(page)).not.toMatch(/AMD EPYC|\(20\d\d-\d\d-\d\d|^20\d\d-\d\d-\d\d[;,]/m);
	},
);

describe('Figures', () => {
	it('are found as they are written', () => {
		expect(figuresIn('from 818 to 1,192 MB, 0.57 of it, 26 of 246; not `N8N_2` or v1.2')).toEqual([
			'818',
			'1,192',
			'0.57',
			'26',
			'246',
		]);
	});

	it('that a page gets wrong are named', () => {
		expect(figuresMissing('20 of 30, 1,000', '| 20 | 1,000 |')).toEqual(['30']);
		expect(figuresMissing('1.2', '| 1.25 | 11.2 |')).toEqual(['1.2']);
	});

	it('are quoted at all', () => {
		const quoted = pages()
			.filter((page) => !isMeasurement(page))
			.flatMap(linksOf)
			.filter(({ text, file }) => isMeasurement(file) && figuresIn(text).length > 0);
		expect(quoted.length).toBeGreaterThan(20);
	});
});
