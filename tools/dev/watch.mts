import path from 'node:path';

import { installedFolder } from '../../packages/n8n-lab/src/package.mts';
import { npmEnvironment } from '../../packages/n8n-lab/src/system/command.js';
import { readJson } from '../../packages/n8n-lab/src/system/json.mts';
import { spawnServer } from '../../packages/n8n-lab/src/system/server.mts';
import { root } from '../setup/dependencies.js';

const MODULES = path.join(root, 'node_modules');

/**
 * Builds the package into a running n8n, now and whenever a source changes.
 *
 * @param userFolder of an n8n that has the package
 * @param log gets what the compiler says
 */
export function watchSources(userFolder: string, log: (line: string) => void) {
	const { name } = readJson(path.join(root, 'package.json')) as { name: string };
	const built = path.join(installedFolder(userFolder, name), 'dist');
	const start = (script: string[], args: string[]) =>
		spawnServer(process.execPath, [path.join(MODULES, ...script), ...args], {
			cwd: root,
			env: npmEnvironment({ BUILD_FOLDER: built }),
			log: (line) => {
				if (line.trim() !== '') log(line);
			},
		});
	const project = ['-p', 'tsconfig.build.json', '--outDir', built];
	const watchers = [
		start(['typescript', 'bin', 'tsc'], [...project, '--watch', '--preserveWatchOutput']),
		start(['gulp', 'bin', 'gulp.js'], ['watch', '--silent']),
	];
	return {
		/** Resolves if one of them ends by itself, with a description of how. */
		ended: Promise.race(watchers.map(({ exited }) => exited)).then(
			(how) => `The sources are no longer watched: ${how}`,
		),
		stop: async () => {
			await Promise.all(watchers.map((watcher) => watcher.stop()));
		},
	};
}
