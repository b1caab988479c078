import { readdirSync } from 'node:fs';
import path from 'node:path';

import { withFigures } from '../../../tools/bench/page.mts';
import { root } from '../../../tools/setup/dependencies.js';
import { pages, readPage } from '../../support/pages.mts';

const PAGE = '# Title\n\n<!-- measured -->\nold\n<!-- /measured -->\n\nBy hand.\n';

describe('The page of a benchmark', () => {
	it('gets new figures, and keeps what is written by hand', () => {
		expect(withFigures(PAGE, '| 1 |\n')).toBe(
			'# Title\n\n<!-- measured -->\n| 1 |\n<!-- /measured -->\n\nBy hand.\n',
		);
	});

	it('is not touched where it marks no place for them', () => {
		expect(() => withFigures('# Title\n', '| 1 |')).toThrow('<!-- measured -->');
		expect(() => withFigures('<!-- /measured -->\n<!-- measured -->', '')).toThrow();
	});

	it('is there for each tool that measures, with a place for its figures', () => {
		const programs = readdirSync(path.join(root, 'tools/bench'))
			.filter((name) => sourceOf(name).includes('\nrunBenchmark('))
			.map((name) => path.parse(name).name);
		const names = [
			...programs,
			'currents',
			'dead-letters',
			'duplicates',
			'each-event-once',
			'faults',
			'soak',
		].sort();
		const measured = pages().filter((page) => page.startsWith('docs/measurements/'));
		expect(measured.map((page) => path.parse(page).name).sort()).toEqual(names);
		for (const page of measured) expect(withFigures(readPage(page), 'new')).toContain('\nnew\n');
	});
});

/** The source of a benchmark. */
function sourceOf(name: string) {
	return name.endsWith('.mts') ? readPage(path.posix.join('tools/bench', name)) : '';
}
