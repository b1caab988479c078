import crypto from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { atExit } from '../setup/cleanup.js';
import { installPackage } from './package.mts';

/** What the processes of one n8n share. */
export interface UserFolder {
	folder: string;
	encryptionKey: string;
	remove: () => void;
}

/**
 * Makes a throw-away user folder, removed when this process ends, if not before.
 *
 * @param packageTarball a packed node package to install in it, see `packPackage`
 */
export async function prepareUserFolder(packageTarball?: string): Promise<UserFolder> {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'n8n-'));
	const removeFolder = () => {
		fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
	};
	const forget = atExit(removeFolder);
	const remove = () => {
		removeFolder();
		forget();
	};
	if (packageTarball) await installPackage(packageTarball, folder);
	return { folder, encryptionKey: crypto.randomBytes(24).toString('hex'), remove };
}
