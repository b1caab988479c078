import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { atExit } from './cleanup.js';
import { watchOver } from './survivors.js';

/**
 * Makes a throw-away folder, removed when this process ends, if not before.
 *
 * @param prefix what its name begins with
 */
export function makeTemporaryFolder(prefix: string): { folder: string; remove: () => void } {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), prefix));
	const removeFolder = () => {
		fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
	};
	const forget = atExit(removeFolder);
	const isGone = watchOver({ folder });
	const remove = () => {
		removeFolder();
		forget();
		isGone();
	};
	return { folder, remove };
}
