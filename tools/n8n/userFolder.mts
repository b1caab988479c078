import crypto from 'node:crypto';

import { makeTemporaryFolder } from '../setup/temporaryFolder.mts';
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
 * @param packageTarballs packed node packages to install in it, see `packPackage`
 */
export async function prepareUserFolder(...packageTarballs: string[]): Promise<UserFolder> {
	const { folder, remove } = makeTemporaryFolder('n8n-');
	for (const tarball of packageTarballs) await installPackage(tarball, folder);
	return { folder, encryptionKey: crypto.randomBytes(24).toString('hex'), remove };
}
