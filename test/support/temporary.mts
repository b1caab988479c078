import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { atExit } from '../../packages/n8n-lab/src/system/cleanup.js';

let folder: string | undefined;

/** Makes one folder, which holds everything temporary that the tests make. */
export function makeTemporary() {
	folder = mkdtempSync(path.join(tmpdir(), 'komo-braze-tests-'));
	process.env.TMPDIR = folder;
	process.env.TEMP = folder;
	// Interrupted tests do not clean up after themselves.
	atExit(removeTemporary);
}

/** Removes that folder. */
export function removeTemporary() {
	if (folder) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
