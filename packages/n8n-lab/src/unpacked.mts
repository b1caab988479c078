import fs from 'node:fs';
import path from 'node:path';

import { readJson } from './system/json.mts';

/** The parts of a `package-lock.json` that matter here. */
interface Lock {
	packages: Record<string, { os?: string[]; cpu?: string[]; libc?: string[] }>;
}

/** The C library, by npm's names. */
const LIBC =
	'glibcVersionRuntime' in (process.report.getReport() as { header: object }).header
		? 'glibc'
		: 'musl';

/**
 * Counts the packages of a lock file that npm has unpacked so far. (Their bytes would take longer to
 * count than they are worth: n8n has 280,000 files.)
 *
 * @param folder where npm installs, with its `package-lock.json`
 * @returns a function that returns the count, e.g. `1204 of 2398 packages`; for its first minute or more,
 * npm asks the registry about all of them, and unpacks hardly any
 */
export function unpackedPackages(folder: string): () => string {
	const { packages } = readJson(path.join(folder, 'package-lock.json')) as Lock;
	const wanted = Object.entries(packages)
		.filter(([place]) => place !== '')
		.filter(
			([, { os, cpu, libc }]) =>
				isFor(os, process.platform) && isFor(cpu, process.arch) && isFor(libc, LIBC),
		)
		.map(([place]) => path.join(folder, place, 'package.json'));
	return () => {
		const unpacked = wanted.filter((file) => fs.existsSync(file)).length;
		if (unpacked < wanted.length / 100) return `looking up ${wanted.length} packages`;
		return `${unpacked} of ${wanted.length} packages`;
	};
}

/** npm's rule: a list of names, or of names that are excluded (`!win32`). */
const isFor = (names: string[] | undefined, mine: string) =>
	names === undefined ||
	(names.some((name) => name.startsWith('!')) ? !names.includes(`!${mine}`) : names.includes(mine));
