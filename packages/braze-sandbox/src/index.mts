import { randomUUID } from 'node:crypto';

import { Sandbox } from './sandbox.mts';
import { buildServer } from './server.mts';

export { SandboxClient } from './client.mts';

export interface Options {
	/** 0, the default, is any free one. */
	port?: number;
	/** The key with every permission; by default, one is made up. */
	apiKey?: string;
	/** `127.0.0.1` by default. */
	host?: string;
	/** What the workspace has from the start, as the control API takes it; a reset empties it. */
	workspace?: object;
}

export interface Running {
	/** Without a slash at the end. */
	url: string;
	port: number;
	apiKey: string;
	/** Stops listening and drops open connections. */
	close: () => Promise<void>;
}

/**
 * Starts a local Braze.
 *
 * @returns when it is ready
 * @throws {Error} when the port is taken or the workspace is wrong, saying what to do
 */
export async function startSandbox({
	port = 0,
	apiKey = randomUUID(),
	host = '127.0.0.1',
	workspace,
}: Options = {}): Promise<Running> {
	const sandbox = new Sandbox(apiKey, workspace);
	const app = buildServer(sandbox, host);
	try {
		await app.listen({ port, host });
	} catch (error) {
		await app.close();
		if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
		throw new Error(`Port ${port} is taken. Choose another one, or 0 for any free one.`);
	}
	const address = app.server.address();
	if (address === null || typeof address === 'string') throw new Error('The sandbox has no port');
	return {
		url: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`,
		port: address.port,
		apiKey,
		close: async () => {
			sandbox.outbox.stop();
			await app.close();
		},
	};
}
