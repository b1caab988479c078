/*
 * n8n-core writes an instance file when it is loaded. Imported before it, this makes it do so in a
 * folder of its own, not in the user's.
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { atExit } from '../../packages/n8n-lab/src/system/cleanup.js';

const userFolder = mkdtempSync(join(tmpdir(), 'n8n-core-'));
process.env.N8N_USER_FOLDER = userFolder;
process.env.N8N_LOG_LEVEL = 'silent';
// (Within jest this is not called: there, temporary.mts sees to it.)
atExit(() => {
	rmSync(userFolder, { recursive: true, force: true });
});
