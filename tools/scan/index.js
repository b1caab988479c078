'use strict';

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const { packPackage, unpackPackage } = require('../n8n/package');
const { root } = require('../setup/dependencies');

/** Without types, hence not imported by a literal. */
const SCANNER = String('@n8n/scan-community-package/scanner/scanner.mjs');

/** As n8n's own scan reads a tarball: what is compiled, and the manifest. */
const TARBALL_PATTERNS = ['**/*.js', 'package.json'];

/**
 * Runs n8n's scan of community packages without its downloads: once over the source, once over
 * the packed package, which must have been built.
 *
 * @returns {Promise<string[]>} the findings of each leg, none when the package is clean
 */
async function scanPackage() {
	const { analyzePackage, SOURCE_FILE_PATTERNS } = await import(SCANNER);
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'scan-'));
	try {
		const unpacked = path.join(folder, 'package');
		await unpackPackage(await packPackage(folder), unpacked);
		const legs = {
			source: await analyzePackage(root, SOURCE_FILE_PATTERNS),
			tarball: await analyzePackage(unpacked, TARBALL_PATTERNS),
		};
		return Object.entries(legs)
			.filter(([, result]) => !result.passed || result.message)
			.map(([leg, result]) => `${leg}: ${result.message}\n${result.details ?? ''}`);
	} finally {
		fs.rmSync(folder, { recursive: true, force: true });
	}
}

async function main() {
	const findings = await scanPackage();
	for (const finding of findings) console.log(finding);
	console.log(findings.length ? 'The scan found faults.' : 'Source and tarball are clean.');
	process.exitCode = findings.length ? 1 : 0;
}

if (require.main === module) void main();

module.exports = { scanPackage };
