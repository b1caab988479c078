import fs from 'node:fs';
import path from 'node:path';

/** Where Debian keeps servers, which is not on every user's PATH. */
const SERVER_FOLDERS = ['/usr/sbin', '/usr/local/sbin'];

/** @returns the file of a command, if there is one */
export function findProgram(command: string): string | undefined {
	const folders = (process.env.PATH ?? '').split(path.delimiter);
	return [...folders, ...SERVER_FOLDERS]
		.map((folder) => path.join(folder, command))
		.find((file) => fs.existsSync(file));
}
