import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

import { root } from './dependencies.js';

/** The most files in a group: what they load stays in memory as long as the group runs. */
const GROUP = 15;

/** These files must load things themselves: they replace modules, or count what the code does. */
const ALONE = /\bjest\.doMock\(|\/support\/steps\.mts'/;

interface Configuration {
	projects: Array<{ displayName: string }>;
	testTimeout: number;
}

const { projects, testTimeout } = createRequire(import.meta.filename)(
	path.join(root, 'jest.config.js'),
) as Configuration;

/**
 * Groups test files. jest loads everything anew for each file, and what it loads is mostly n8n, which
 * takes a second; files of a group load it once, and our modules with it.
 *
 * @param project jest's
 * @param files absolute paths
 * @param folder gets the groups, as test files that run these files
 * @returns the configuration with which jest runs them
 */
export function groupTests(project: string, files: string[], folder: string): object {
	for (const [index, group] of groupsOf(files).entries()) {
		const name = `group-${String(index + 1).padStart(2, '0')}.test.js`;
		fs.writeFileSync(path.join(folder, name), group.map(inBlock).join(''));
	}
	const own = projects.find(({ displayName }) => displayName === project);
	return { ...own, testTimeout, rootDir: root, roots: [folder], testMatch: ['**/*.test.js'] };
}

function groupsOf(files: string[]): string[][] {
	const isAlone = (file: string) => ALONE.test(fs.readFileSync(file, 'utf8'));
	const sorted = [...files].sort();
	const groups = sorted.filter(isAlone).map((file) => [file]);
	const others = sorted.filter((file) => !isAlone(file));
	for (let first = 0; first < others.length; first += GROUP) {
		groups.push(others.slice(first, first + GROUP));
	}
	return groups;
}

/** In a block of its own, so that a file's hooks apply to its own tests only. */
function inBlock(file: string): string {
	const [name, target] = [path.relative(root, file), file].map((text) => JSON.stringify(text));
	return `describe(${name}, () => void require(${target}));\n`;
}
