import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { packPackage, unpackPackage } from '../n8n/package.mts';
import { root } from '../setup/dependencies.js';

/** The parts of n8n's scanner that are used here; it brings no types. */
interface Scanner {
	SOURCE_FILE_PATTERNS: string[];
	analyzePackage: (
		folder: string,
		patterns: string[],
	) => Promise<{ passed: boolean; message?: string; details?: string }>;
}

const SCANNER: string = '@n8n/scan-community-package/scanner/scanner.mjs';

/** As n8n's own scan reads a tarball: what is compiled, and the manifest. */
const TARBALL_PATTERNS = ['**/*.js', 'package.json'];

/**
 * Runs n8n's scan of community packages without its downloads: once over the source, once over
 * the packed package, which must have been built.
 *
 * @returns the findings, none when the package is clean
 */
async function scanPackage(): Promise<string[]> {
	const { analyzePackage, SOURCE_FILE_PATTERNS } = (await import(SCANNER)) as Scanner;
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'scan-'));
	try {
		const unpacked = path.join(folder, 'package');
		await unpackPackage(await packPackage(folder), unpacked);
		const results = {
			source: await analyzePackage(root, SOURCE_FILE_PATTERNS),
			tarball: await analyzePackage(unpacked, TARBALL_PATTERNS),
		};
		return Object.entries(results)
			.filter(([, result]) => !result.passed || result.message)
			.map(([what, { message, details }]) => `${what}: ${message ?? ''}\n${details ?? ''}`);
	} finally {
		fs.rmSync(folder, { recursive: true, force: true });
	}
}

scanPackage().then(
	(findings) => {
		for (const finding of findings) console.log(finding);
		console.log(findings.length ? 'The scan found faults.' : 'Source and tarball are clean.');
		process.exitCode = findings.length ? 1 : 0;
	},
	(error: unknown) => {
		console.error(error);
		process.exitCode = 1;
	},
);
