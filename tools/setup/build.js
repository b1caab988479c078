'use strict';

const fs = require('node:fs');
const path = require('node:path');

const { npmEnvironment, runCommand } = require('./command');
const { root } = require('./dependencies');

/**
 * Builds the package from nothing, so that no file of an earlier build gets into it.
 *
 * @param {(line: string) => void} onProgress
 */
async function buildPackage(onProgress) {
	onProgress('Building the package');
	fs.rmSync(path.join(root, 'dist'), { recursive: true, force: true });
	await runCommand('npm', ['run', 'build'], { cwd: root, env: npmEnvironment() });
}

module.exports = { buildPackage };
