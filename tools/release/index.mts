/*
 * What a release needs, see docs/release.md. Usage: npm run release -- COMMAND
 *
 *   generate             writes the files that are made from others
 *   prepare VERSION      gives the next release its version (or patch, minor, major)
 *   check TAG            fails unless tag, manifests and change log agree
 *   notes VERSION        prints what the change log says of it
 *   pack FOLDER          packs every package into a folder
 *   publish FOLDER       publishes what was packed; --dry-run, --provenance, --registry URL
 */

import { parseArgs } from 'node:util';

import { writeGeneratedFiles } from './generated.mts';
import { packAll, publishAll, tarballsIn } from './publish.mts';
import { checkTag, prepareVersion, releaseNotes } from './version.mts';

const { positionals, values } = parseArgs({
	allowPositionals: true,
	options: {
		'dry-run': { type: 'boolean' },
		provenance: { type: 'boolean' },
		registry: { type: 'string' },
	},
});

const onProgress = (line: string) => {
	console.error(line);
};

const commands: Record<string, (argument: string) => unknown> = {
	generate: writeGeneratedFiles,
	async prepare(version) {
		const today = new Date().toISOString().slice(0, 10);
		console.log(await prepareVersion(version, today));
	},
	check: checkTag,
	notes(version) {
		console.log(releaseNotes(version));
	},
	async pack(folder) {
		for (const tarball of await packAll(folder)) console.log(tarball);
	},
	async publish(folder) {
		const { registry, provenance, 'dry-run': dryRun } = values;
		await publishAll(tarballsIn(folder), { registry, provenance, dryRun }, onProgress);
	},
};

async function main([name = '', argument = '']: string[]) {
	const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
	if (!command || (argument === '' && name !== 'generate')) {
		throw new Error(`Usage: npm run release -- ${Object.keys(commands).join(' | ')} [ARGUMENT]`);
	}
	await command(argument);
}

main(positionals).catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
