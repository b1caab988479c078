import crypto from 'node:crypto';

import { installPackage } from './package.mts';
import { makeTemporaryFolder } from './system/temporaryFolder.mts';

/** What the processes of one n8n share. */
export interface UserFolder {
	folder: string;
	encryptionKey: string;
	remove: () => void;
}

/**
 * Makes a throw-away user folder, removed when this process ends, if not before.
 *
 * @param packages tarballs of node packages to install in it, see `packFolder`
 */
export async function prepareUserFolder(packages: string[]): Promise<UserFolder> {
	const { folder, remove } = makeTemporaryFolder('n8n-');
	for (const tarball of packages) await installPackage(tarball, folder);
	return { folder, encryptionKey: crypto.randomBytes(24).toString('hex'), remove };
}
