/*
 * Runs n8n's scan of community packages on everything that a release publishes for n8n, without the
 * scan's downloads. The package must have been built. Usage: npm run check -- scan
 */

import fs from 'node:fs';
import path from 'node:path';

import { unpackPackage } from '../../packages/n8n-lab/src/package.mts';
import { makeTemporaryFolder } from '../../packages/n8n-lab/src/system/temporaryFolder.mts';
import { packProduct } from '../release/assemble.mts';
import { type Product, PRODUCTS } from '../release/products.mts';
import { root } from '../setup/dependencies.js';

/** The parts of n8n's scanner that are used here; it has no types of its own. */
interface Scanner {
	SOURCE_FILE_PATTERNS: string[];
	findPackageRoot: (folder: string, name: string) => string | null;
	analyzePackage: (
		folder: string,
		patterns: string[],
	) => Promise<{ passed: boolean; message?: string; details?: string }>;
}

const SCANNER: string = '@n8n/scan-community-package/scanner/scanner.mjs';

/** What the scan's rules judge by the rest of its package: the manifest, and what the manifest names. */
const JUDGED_BY_PACKAGE = /^package\.json$|\.(node|credentials)\.js$/;

/**
 * Finds what n8n's own scan reads of a tarball: compiled files, and the manifest. Packages of one release
 * have most files in common, and these are scanned once.
 *
 * @param scanned the files that were scanned in another package, each with its content; gets these, too
 * @returns the files to scan, relative to the folder
 */
function filesOfTarball(folder: string, scanned: Set<string>): string[] {
	const files = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' });
	return files.filter((file) => {
		if (!/\.js$|^package\.json$/.test(file)) return false;
		const content = `${file}\n${fs.readFileSync(path.join(folder, file), 'utf8')}`;
		const isKnown = scanned.has(content);
		scanned.add(content);
		return !isKnown || JUDGED_BY_PACKAGE.test(file);
	});
}

/**
 * Scans a package as n8n does: the folder of the repository whose manifest has its name, and what is
 * published.
 *
 * @returns the findings, none when the package is clean
 */
async function scanProduct(
	product: Product,
	scanner: Scanner,
	scanned: Set<string>,
): Promise<string[]> {
	const { analyzePackage, findPackageRoot, SOURCE_FILE_PATTERNS } = scanner;
	const { name, folder } = product;
	const source = findPackageRoot(path.join(root, folder), name);
	if (source === null) return [`${name}: there is no ${folder}/package.json with this name.`];
	const temporary = makeTemporaryFolder('scan-');
	try {
		const unpacked = path.join(temporary.folder, 'package');
		await unpackPackage(await packProduct(product, temporary.folder), unpacked);
		const results = {
			source: await analyzePackage(source, SOURCE_FILE_PATTERNS),
			tarball: await analyzePackage(unpacked, filesOfTarball(unpacked, scanned)),
		};
		return Object.entries(results)
			.filter(([, result]) => !result.passed || result.message)
			.map(([leg, { message, details }]) => `${name}, ${leg}: ${message ?? ''}\n${details ?? ''}`);
	} finally {
		temporary.remove();
	}
}

async function main() {
	const scanner = (await import(SCANNER)) as Scanner;
	const findings: string[] = [];
	const scanned = new Set<string>();
	for (const product of PRODUCTS) findings.push(...(await scanProduct(product, scanner, scanned)));
	for (const finding of findings) console.log(finding);
	const names = PRODUCTS.map(({ name }) => name).join(', ');
	console.log(
		findings.length ? 'The scan found faults.' : `Source and tarball: ${names} are clean.`,
	);
	process.exitCode = findings.length ? 1 : 0;
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
