/*
 * Takes the pictures of the README and of `docs/` anew, from n8n's editor and the local Braze's page:
 * runs the tests that take some, and says which files have changed.
 * Usage: npm run screenshots [-- -t 'a test by its name']
 */

import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

import { runChecks } from '../setup/checks.mts';
import { root } from '../setup/dependencies.js';

const TESTS = [
	path.join(root, 'test', 'e2e'),
	path.join(root, 'packages', 'braze-sandbox', 'test'),
];
const IMAGES = path.join(root, 'docs', 'images');

/** The time and a hash of the content of each picture, by file name. */
function readPictures(): Map<string, { written: number; hash: string }> {
	const names = fs.readdirSync(IMAGES).filter((name) => name.endsWith('.png'));
	return new Map(
		names.map((name) => {
			const file = path.join(IMAGES, name);
			const hash = crypto.createHash('sha256').update(fs.readFileSync(file)).digest('hex');
			return [name, { written: fs.statSync(file).mtimeMs, hash }];
		}),
	);
}

/** @returns the tests with a call of `takePicture` */
const testsWithPictures = () =>
	TESTS.flatMap((folder) => fs.readdirSync(folder).map((name) => path.join(folder, name)))
		.filter((file) => /\.test\.m?ts$/.test(file))
		.filter((file) => fs.readFileSync(file, 'utf8').includes('takePicture('));

async function main() {
	const before = readPictures();
	process.env.UPDATE_SCREENSHOTS = '1';
	const args = [...process.argv.slice(2), '--testPathPatterns', ...testsWithPictures()];
	process.exitCode = await runChecks([['page'], ['e2e']], {
		args,
		onProgress: console.error,
		built: Promise.resolve(),
	});
	console.log('\nPictures taken:');
	for (const [name, { written, hash }] of readPictures()) {
		const old = before.get(name);
		if (written === old?.written) continue;
		const news = old ? (hash === old.hash ? 'the same' : 'changed') : 'new';
		console.log(`  ${path.join('docs', 'images', name)} (${news})`);
	}
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
