import { readFileSync } from 'node:fs';

import { readMarks } from '../scripts/marks.mts';
import { TRUST_FILE, trustText } from '../scripts/trust.mts';

describe('TRUST.md', () => {
	it('is what the marks in the code say; `npm run trust` writes it anew', () => {
		expect(readFileSync(TRUST_FILE, 'utf8')).toBe(trustText());
	});
});

describe('marks', () => {
	it('end with their paragraph, name a page, and may follow one another', () => {
		const source = `
/**
 * Does something.
 *
 * braze(track): one thing,
 *   over two lines.
 * ours: another.
 *
 * Ours: is no mark.
 *
 * @param x inferred: nor is this
 */
function f() {}

/** braze(errors): a. inferred: b. */
	// ours: in the code
const x = 'ours: no comment';
`;
		expect(readMarks(source)).toEqual([
			{ trust: 'braze', page: 'track', text: 'one thing, over two lines.', subject: null },
			{ trust: 'ours', page: null, text: 'another.', subject: null },
			{ trust: 'braze', page: 'errors', text: 'a.', subject: null },
			{ trust: 'inferred', page: null, text: 'b.', subject: null },
			{ trust: 'ours', page: null, text: 'in the code', subject: null },
		]);
	});

	it('of a setting name it', () => {
		expect(readMarks('\t/** ours: so. */\n\tmode: boolean;\n')).toMatchObject([
			{ subject: 'mode' },
		]);
	});
});
