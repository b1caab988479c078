import fs from 'node:fs';
import path from 'node:path';

import { runCommand } from '../system/command.js';
import { findProgram } from '../system/findProgram.mts';

/** What a cluster needs besides n8n. */
export interface Programs {
	/** The folder of PostgreSQL's programs: Debian keeps them off the PATH. */
	postgres: string;
	redis: string;
	caddy: string;
}

const DEBIAN_POSTGRES = '/usr/lib/postgresql';

/**
 * Finds PostgreSQL, Redis and Caddy, and installs missing ones from Debian's packages if this
 * process is root's. Debian's own services are not started.
 *
 * @throws if one is missing and cannot be installed here
 */
export async function ensurePrograms(onProgress: (line: string) => void): Promise<Programs> {
	const found = findPrograms();
	if (isComplete(found)) return found;
	const packages = [
		...(found.postgres ? [] : ['postgresql']),
		...(found.redis ? [] : ['redis-server']),
		...(found.caddy ? [] : ['caddy']),
	];
	const command = `apt-get install -y --no-install-recommends ${packages.join(' ')}`;
	if (process.getuid?.() !== 0 || !findProgram('apt-get')) {
		throw new Error(`The cluster needs ${packages.join(', ')}. On Debian or Ubuntu: ${command}`);
	}
	onProgress(`Installing Debian's ${packages.join(', ')}`);
	// In run level 1, Debian starts none of the services that it installs.
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
	await runCommand('apt-get', ['update', '-q'], { env });
	await runCommand('apt-get', command.split(' ').slice(1), { env });
	const installed = findPrograms();
	if (!isComplete(installed)) throw new Error(`${packages.join(', ')} cannot be found.`);
	return installed;
}

const isComplete = (programs: Partial<Programs>): programs is Programs =>
	[programs.postgres, programs.redis, programs.caddy].every((found) => found !== undefined);

/** @returns Caddy's program, if it is installed */
export const findCaddy = () => findProgram('caddy');

const findPrograms = (): Partial<Programs> => ({
	postgres: findPostgres(),
	redis: findProgram('redis-server'),
	caddy: findCaddy(),
});

/** @returns the folder of PostgreSQL's programs, if it is installed */
export function findPostgres(): string | undefined {
	const versions = fs.existsSync(DEBIAN_POSTGRES) ? fs.readdirSync(DEBIAN_POSTGRES) : [];
	const newest = versions.sort((one, other) => Number(other) - Number(one));
	const folders = newest.map((version) => path.join(DEBIAN_POSTGRES, version, 'bin'));
	const initdb = findProgram('initdb');
	if (initdb) folders.push(path.dirname(initdb));
	return folders.find((folder) =>
		['initdb', 'postgres', 'psql'].every((name) => fs.existsSync(path.join(folder, name))),
	);
}
