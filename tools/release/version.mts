import fs from 'node:fs';
import path from 'node:path';

import { npmEnvironment, runCommand } from '../../packages/n8n-lab/src/system/command.js';
import { readJson } from '../../packages/n8n-lab/src/system/json.mts';
import { root } from '../setup/dependencies.js';
import { notesOf, withRelease } from './changelog.mts';
import { writeGeneratedFiles } from './generated.mts';
import { rootManifest } from './manifest.mts';
import { MAIN } from './products.mts';

const CHANGELOG = path.join(root, 'CHANGELOG.md');
const README = path.join(root, 'README.md');

/**
 * Gives the next release its version, everywhere: the manifests, the lock file, the change log, and
 * the README's name of the tarball.
 *
 * @param version e.g. `0.2.0`, or npm's `patch`, `minor`, `major`
 * @param date e.g. `2026-12-01`
 * @returns the version
 */
export async function prepareVersion(version: string, date: string): Promise<string> {
	const before = rootManifest().version;
	const changelog = fs.readFileSync(CHANGELOG, 'utf8');
	// Throws before anything is changed, if there is nothing to release.
	withRelease(changelog, version, date);
	const flags = ['--no-git-tag-version', '--allow-same-version', '--include-workspace-root'];
	const args = ['version', version, ...flags, '--workspaces', '--ignore-scripts'];
	await runCommand('npm', args, { cwd: root, env: npmEnvironment() });
	const now = rootManifest().version;
	fs.writeFileSync(CHANGELOG, withRelease(changelog, now, date));
	const readme = fs.readFileSync(README, 'utf8');
	const tarball = (of: string) => `${MAIN.name}-${of}.tgz`;
	fs.writeFileSync(README, readme.replaceAll(tarball(before), tarball(now)));
	writeGeneratedFiles();
	return now;
}

/**
 * Checks that a tag may be released.
 *
 * @param tag e.g. `v0.2.0`
 * @throws when one of the manifests or the change log has another version
 */
export function checkTag(tag: string) {
	const version = tag.replace(/^v/, '');
	const folders = fs.readdirSync(path.join(root, 'packages')).map((name) => `packages/${name}`);
	for (const folder of ['.', ...folders]) {
		const manifest = readJson(path.join(root, folder, 'package.json')) as { version: string };
		if (manifest.version === version) continue;
		throw new Error(`The tag is ${tag}, but ${folder}/package.json has ${manifest.version}.`);
	}
	notesOf(fs.readFileSync(CHANGELOG, 'utf8'), version);
}

/** @returns the change log's section for a version, in Markdown */
export const releaseNotes = (version: string) =>
	notesOf(fs.readFileSync(CHANGELOG, 'utf8'), version);
