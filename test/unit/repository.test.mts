import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { root } from '../../tools/setup/dependencies.js';

/** Of a merge that was not finished; a line of `=` alone may underline a heading. */
const CONFLICT = /^(?:<{7}|>{7}|\|{7})(?: |$)/m;

const trackedFiles = () =>
	execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 })
		.split('\0')
		.filter((file) => file !== '' && existsSync(path.join(root, file)));

it('no tracked file holds the markers of an unfinished merge', () => {
	const files = trackedFiles();
	expect(files.length).toBeGreaterThan(300);
	const marked = files.filter((file) => CONFLICT.test(readFileSync(path.join(root, file), 'utf8')));
	expect(marked).toEqual([]);
});
