import { dockerArguments } from './docker.mts';
import type { Installation } from './install.mts';
import { type ServerProcess, type SpawnOptions, spawnServer } from './system/server.mts';

/**
 * Starts one n8n command.
 *
 * @param args e.g. `['start']`, `['webhook']`, `['worker', '--concurrency=10']`
 */
export function spawnN8n(
	{ node, n8n, image }: Installation,
	args: string[],
	options: SpawnOptions,
): ServerProcess {
	if (image === undefined) return spawnServer(node, [n8n, ...args], options);
	const { env, cwd } = options;
	return spawnServer('docker', dockerArguments(image, args, env, cwd), options);
}
