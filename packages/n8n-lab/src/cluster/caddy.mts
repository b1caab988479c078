import fs from 'node:fs';
import path from 'node:path';

import {
	isListening,
	makeServiceFolder,
	type Service,
	spawnService,
	startService,
} from './service.mts';

interface Ports {
	/** Of Caddy. */
	port: number;
	/** Of n8n's main process. */
	main: number;
	/** Of the processes that take production calls. */
	webhooks: number[];
}

const address = (port: number) => `127.0.0.1:${port}`;

/**
 * Starts Caddy in front of n8n.
 *
 * @param caddyfile see `ClusterOptions`
 * @param parent gets a folder for it
 */
export async function startCaddy(
	program: string,
	caddyfile: string,
	parent: string,
	ports: Ports,
): Promise<Service> {
	const folder = makeServiceFolder(path.join(parent, 'caddy'));
	const file = path.join(folder, 'Caddyfile');
	// Caddy runs as another user, who may have no access to the original's folder.
	fs.copyFileSync(caddyfile, file);
	fs.chmodSync(file, 0o644);
	const env = {
		SITE: `http://${address(ports.port)}`,
		MAIN: address(ports.main),
		WEBHOOKS: ports.webhooks.map(address).join(' '),
	};
	const args = ['run', '--adapter', 'caddyfile', '--config', file];
	return await startService(
		'Caddy',
		() => spawnService(program, args, folder, env),
		() => isListening(ports.port),
	);
}
