import path from 'node:path';

import {
	isListening,
	makeServiceFolder,
	type Service,
	spawnService,
	startService,
} from './service.mts';

/** Starts Redis with an append-only file that is written to disk every second, as Redis recommends. */
export async function startRedis(program: string, parent: string, port: number): Promise<Service> {
	const folder = makeServiceFolder(path.join(parent, 'redis'));
	const settings = {
		port,
		bind: '127.0.0.1',
		dir: folder,
		appendonly: 'yes',
		appendfsync: 'everysec',
		save: '',
		// A queue must never be evicted to make room.
		'maxmemory-policy': 'noeviction',
	};
	const flags = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
	return await startService(
		'Redis',
		() => spawnService(program, flags, folder),
		() => isListening(port),
	);
}
