import path from 'node:path';

import { spawnServer } from '../system/server.mts';
import {
	makeServiceFolder,
	type Service,
	serviceUser,
	spawnService,
	startService,
} from './service.mts';

export const DATABASE_USER = 'n8n';
export const DATABASE = 'postgres';

/** Five processes of n8n, each with a pool of connections. */
const MAX_CONNECTIONS = 200;

/** @param bin the folder of PostgreSQL's programs */
export async function startPostgres(bin: string, parent: string, port: number): Promise<Service> {
	const folder = makeServiceFolder(path.join(parent, 'postgres'));
	const data = path.join(folder, 'data');
	const initialise = spawnService(
		path.join(bin, 'initdb'),
		['-D', data, '-U', DATABASE_USER, '--auth=trust', '-E', 'UTF8', '--no-locale'],
		folder,
	);
	const how = await initialise.exited;
	if (how !== 'code 0') throw new Error(`initdb: ${how}\n${initialise.lastOutput()}`);
	const settings = {
		listen_addresses: '127.0.0.1',
		port,
		unix_socket_directories: folder,
		max_connections: MAX_CONNECTIONS,
		shared_buffers: '256MB',
	};
	const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
	const isReady = async () => {
		const args = ['-h', '127.0.0.1', '-p', String(port), '-U', DATABASE_USER, DATABASE, '-c', ''];
		return (await spawnService(path.join(bin, 'psql'), args, folder).exited) === 'code 0';
	};
	return await startService(
		'Postgres',
		() => spawnService(path.join(bin, 'postgres'), ['-D', data, ...flags], folder),
		isReady,
	);
}

/** What a credential of n8n's Postgres node holds to reach it. */
export const databaseCredential = (port: number) => ({
	host: '127.0.0.1',
	port,
	database: DATABASE,
	user: DATABASE_USER,
	password: '',
	ssl: 'disable',
});

/**
 * Queries the database.
 *
 * @returns the lines of the result, without headings
 */
export async function query(bin: string, port: number, sql: string): Promise<string[]> {
	const lines: string[] = [];
	const args = ['-h', '127.0.0.1', '-p', String(port), '-U', DATABASE_USER, '-At', DATABASE];
	const psql = spawnServer(path.join(bin, 'psql'), [...args, '-c', sql], {
		cwd: '/',
		env: { PATH: process.env.PATH },
		user: serviceUser(),
		log: (line) => lines.push(line),
	});
	const how = await psql.exited;
	if (how !== 'code 0') throw new Error(`psql: ${how}\n${lines.join('\n')}`);
	return lines;
}
