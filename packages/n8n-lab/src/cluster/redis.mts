import path from 'node:path';

import {
	isListening,
	makeServiceFolder,
	type Service,
	spawnService,
	startService,
} from './service.mts';

/** With its append-only file, written to the disk every second: Redis's own recommendation. */
export async function startRedis(program: string, parent: string, port: number): Promise<Service> {
	const folder = makeServiceFolder(path.join(parent, 'redis'));
	const settings = {
		port,
		bind: '127.0.0.1',
		dir: folder,
		appendonly: 'yes',
		appendfsync: 'everysec',
		save: '',
		// A queue must never be thrown out to make room.
		'maxmemory-policy': 'noeviction',
	};
	const flags = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
	return await startService(
		'Redis',
		() => spawnService(program, flags, folder),
		() => isListening(port),
	);
}
